namespace Vignette.Exchange.Importing;

/// <summary>What came of a picture of an import; in a dry run, what would come of it.</summary>
public enum ImportOutcome
{
    /// <summary>The picture itself came in, with its annotations.</summary>
    Added,

    Changed,

    /// <summary>It is as the file says already.</summary>
    Unchanged,

    /// <summary>Nothing of it was taken; the reason says why.</summary>
    Skipped,
}
