namespace Vignette.Schema.Queue;

/// <summary>A message that was given up, kept for a person to look at.</summary>
public sealed record DeadLetter(long Id, string Queue, string Body, int ReceiveCount, string Reason, DateTimeOffset DiedAt);
