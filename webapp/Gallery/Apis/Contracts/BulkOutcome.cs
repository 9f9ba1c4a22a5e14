namespace Vignette.Gallery.Apis.Contracts;

/// <summary>What came of it for one image.</summary>
public enum BulkOutcome
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>There is no such image, or not where it was looked for.</summary>
    NotFound,

    /// <summary>It was not done; the reason says why.</summary>
    Failed,
}
