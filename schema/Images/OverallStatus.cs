namespace Vignette.Schema;

/// <summary>Sums up an image's tasks in one state.</summary>
public static class OverallStatus
{
    /// <summary>
    /// <c>pending</c> when nothing has begun; <c>completed</c> when every task is; <c>failed</c> when every task has
    /// ended and at least one failed; otherwise <c>processing</c>.
    /// </summary>
    public static TaskState Of(TaskState thumbnail, TaskState caption)
    {
        if (thumbnail == caption)
        {
            return thumbnail;
        }

        return Ended(thumbnail) && Ended(caption) ? TaskState.Failed : TaskState.Processing;
    }

    private static bool Ended(TaskState state) => state is TaskState.Completed or TaskState.Failed;
}
