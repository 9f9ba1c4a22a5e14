namespace Vignette.Planning;

/// <summary>A plan is not as it must be; the message says where.</summary>
public sealed class PlanException(string message, Exception? innerException = null) : Exception(message, innerException);
