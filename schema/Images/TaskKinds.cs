namespace Vignette.Schema;

public static class TaskKinds
{
    /// <summary>What is done with every object, and makes up an image's overall status.</summary>
    public static IReadOnlyList<TaskKind> OfObjects { get; } = [TaskKind.Thumbnail, TaskKind.Caption];
}
