namespace Vignette.Exchange;

/// <summary>A file cannot be used at all: not of the format, damaged, or beyond a limit. The message says what is allowed.</summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
