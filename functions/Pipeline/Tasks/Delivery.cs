namespace Vignette.Pipeline.Tasks;

/// <summary>How a message came.</summary>
/// <param name="Attempt">How often it has been received, 1 the first time.</param>
/// <param name="MaxAttempts">The last attempt that is made.</param>
/// <param name="Lease">How long this attempt may take: the message's visibility timeout.</param>
public sealed record Delivery(int Attempt, int MaxAttempts, TimeSpan Lease);
