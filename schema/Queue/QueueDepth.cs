namespace Vignette.Schema.Queue;

/// <summary>How full a queue is.</summary>
/// <param name="Waiting">Not received, delayed ones included.</param>
/// <param name="InFlight">Received, not yet deleted or returned.</param>
public sealed record QueueDepth(long Waiting, long InFlight, long Dead);
