namespace Vignette.Cli.Doctor;

/// <summary>AWS did not answer; the message says why, in a line.</summary>
public sealed class AwsFault(string message, Exception? inner = null) : Exception(message, inner);
