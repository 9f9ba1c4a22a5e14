namespace Vignette.Schema;

/// <summary>What the platform does with an image. The tasks run in parallel and independently.</summary>
// The numbers are in the database.
public enum TaskKind
{
    Thumbnail,
    Caption,

    /// <summary>
    /// Puts what was approved into the data set. It is done for each approval, not for each object: its version is the image's,
    /// and it is no part of the overall status.
    /// </summary>
    Publish,
}
