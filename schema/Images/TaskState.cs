namespace Vignette.Schema;

/// <summary>The life of a task: <c>pending → processing → completed | failed</c>.</summary>
public enum TaskState
{
    Pending,
    Processing,
    Completed,
    Failed,
}
