namespace Vignette.Schema;

/// <summary>One step in a task's life, oldest first.</summary>
/// <param name="Detail">A reason, or what was done; null where the state says it all.</param>
public sealed record TaskHistoryEntry(DateTimeOffset At, TaskKind Task, TaskState State, int Attempt, string? Detail);
