namespace Vignette.Gallery.Apis.Contracts;

/// <summary>What can be done with many images at once.</summary>
public enum BulkAction
{
    /// <summary>Adds tags to those there are.</summary>
    Tag,

    /// <summary>Takes tags away.</summary>
    Untag,

    /// <summary>Sets the review state.</summary>
    Review,

    /// <summary>Starts the failed tasks again.</summary>
    Retry,

    /// <summary>Shows them to all who are signed in.</summary>
    Share,

    /// <summary>Shows them to their owner alone.</summary>
    Unshare,

    /// <summary>Into the trash.</summary>
    Delete,

    /// <summary>Out of the trash.</summary>
    Restore,
}
