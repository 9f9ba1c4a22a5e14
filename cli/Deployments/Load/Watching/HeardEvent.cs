using Vignette.Schema;

namespace Vignette.Cli.Deployments.Load.Watching;

/// <summary>The data of an <c>image</c> event of a gallery, as far as it is wanted here.</summary>
/// <param name="Deleted">The states are null then.</param>
internal sealed record HeardEvent(string Id, bool Deleted, TaskState? ThumbnailStatus, TaskState? AnnotationStatus);
