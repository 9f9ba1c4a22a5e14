using Vignette.Schema;

namespace Vignette.Cli.Deployments;

/// <summary>Where a task of an image stands, as a gallery's API tells it.</summary>
/// <param name="Status">The state.</param>
/// <param name="Reason">Why the last attempt failed; null unless one did and none succeeded since.</param>
/// <param name="Attempts">How often it was begun.</param>
public sealed record RemoteTask(TaskState Status, string? Reason, int Attempts)
{
    public bool IsSettled => Status is TaskState.Completed or TaskState.Failed;
}
