using Vignette.Schema;

namespace Vignette.Cli.Deployments.Load.Watching;

/// <summary>How a picture ended.</summary>
/// <param name="IsDeleted">Somebody deleted it before it had both results.</param>
internal sealed record Outcome(TaskState? Thumbnail, TaskState? Caption, bool IsDeleted)
{
    public static Outcome Of(RemoteImage image) => new(image.Thumbnail.Status, image.Annotation.Status, IsDeleted: false);

    public static Outcome Of(HeardEvent heard) => new(heard.ThumbnailStatus, heard.AnnotationStatus, heard.Deleted);

    public bool IsSettled => IsDeleted || (IsOver(Thumbnail) && IsOver(Caption));

    private static bool IsOver(TaskState? state) => state is TaskState.Completed or TaskState.Failed;
}
