namespace Vignette.Cli.Local;

/// <summary>The platform cannot start here; the message says why and how to mend it.</summary>
public sealed class StartFailure(string message, Exception? inner = null) : Exception(message, inner);
