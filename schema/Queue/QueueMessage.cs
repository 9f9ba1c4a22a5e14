namespace Vignette.Schema.Queue;

/// <summary>A message that was received and is invisible to others until its visibility timeout ends.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Body">The event's envelope, as JSON.</param>
/// <param name="Receipt">Names this very receipt: deleting or returning by an outdated one does nothing.</param>
/// <param name="ReceiveCount">1 the first time.</param>
public sealed record QueueMessage(long Id, string Queue, string Body, string Receipt, int ReceiveCount);
