namespace Vignette.Pipeline;

/// <summary>
/// Trying again cannot help: not an image, too large, refused by the model. The task ends as <c>failed</c> with this
/// message, which a person reads: a sentence without a stack trace or a path.
/// </summary>
public sealed class PermanentFault(string message, Exception? inner = null) : Exception(message, inner);
