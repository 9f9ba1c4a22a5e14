namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What an ingest is told.</summary>
/// <param name="Sources">Folders, or files.</param>
/// <param name="Gallery">Where to.</param>
internal sealed record IngestOptions(IReadOnlyList<string> Sources, Uri Gallery)
{
    /// <summary>The most that is sent at once.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>How long the gallery may be away.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether nothing is changed, here or there.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether it goes on with what comes into the folders, until it is stopped.</summary>
    public bool Watches { get; init; }

    /// <summary>How long a file must have been unchanged, where folders are watched.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pixels of the longest side that pictures are shrunk to; null to send them as they are.</summary>
    public int? LongestSide { get; init; }

    public AfterIngest After { get; init; }

    /// <summary>Where files are moved to; null unless they are.</summary>
    public string? MoveTo { get; init; }

    /// <summary>Tags for every picture.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the names of the folders below a source are tags, too.</summary>
    public bool TagsFromFolders { get; init; }
}
