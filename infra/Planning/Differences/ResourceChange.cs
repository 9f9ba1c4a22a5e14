namespace Vignette.Planning.Differences;

/// <summary>What becomes of a resource.</summary>
public enum ResourceChange
{
    /// <summary>It is made.</summary>
    Added,

    /// <summary>It stays and gets other inputs.</summary>
    Changed,

    /// <summary>It is made anew and the one before is deleted, with all that is in it.</summary>
    Replaced,

    /// <summary>It is deleted.</summary>
    Removed,
}
