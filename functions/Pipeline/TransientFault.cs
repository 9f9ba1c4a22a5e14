namespace Vignette.Pipeline;

/// <summary>Trying again may help: a rate limit, a server error, a timeout, a dependency that is away.</summary>
public sealed class TransientFault(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the other side asked to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
