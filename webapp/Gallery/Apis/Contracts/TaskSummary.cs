using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Where a task of an image stands.</summary>
public sealed record TaskSummary
{
    internal TaskSummary(Vignette.Schema.TaskStatus task)
    {
        Status = task.State;
        Reason = task.Reason;
        Attempts = task.Attempts;
        StartedAt = task.StartedAt;
        FinishedAt = task.FinishedAt;
    }

    public TaskState Status { get; }

    /// <summary>Why the last attempt failed; null unless one did and none succeeded since.</summary>
    public string? Reason { get; }

    public int Attempts { get; }

    public DateTimeOffset? StartedAt { get; }

    public DateTimeOffset? FinishedAt { get; }
}
