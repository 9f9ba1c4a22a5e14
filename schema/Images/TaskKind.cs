namespace Vignette.Schema;

/// <summary>What the platform does with an image. The tasks run in parallel and independently.</summary>
public enum TaskKind
{
    Thumbnail,
    Caption,
}
