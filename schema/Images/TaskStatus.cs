namespace Vignette.Schema;

/// <summary>Where one task of one image stands.</summary>
public sealed record TaskStatus(TaskKind Task, TaskState State)
{
    /// <summary>Why the last attempt failed, in words for a person; null unless one did and none succeeded since.</summary>
    public string? Reason { get; init; }

    /// <summary>How often the task has been claimed for the present object version.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
