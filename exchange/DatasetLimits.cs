namespace Vignette.Exchange;

/// <summary>How much of a file is taken. Sizes are bytes.</summary>
public sealed record DatasetLimits
{
    /// <summary>The file as it is sent.</summary>
    public long MaxFileBytes { get; init; } = 4L << 30;

    /// <summary>All that is taken out of a zip, pictures included.</summary>
    public long MaxInflatedBytes { get; init; } = 16L << 30;

    /// <summary>How many times smaller a part of a zip may be than what is in it; <see cref="FreeInflation"/> bytes of each are not asked.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>As much of an entry may come out of however few bytes.</summary>
    public long FreeInflation { get; init; } = 1 << 20;

    /// <summary>Files in a zip.</summary>
    public int MaxEntries { get; init; } = 500_000;

    /// <summary>The list of files at a zip's end, which is read into memory.</summary>
    public long MaxDirectoryBytes { get; init; } = 64 << 20;

    public int MaxImages { get; init; } = 250_000;

    /// <summary>One line, one annotation, one row, one XML document.</summary>
    public int MaxItemBytes { get; init; } = 1 << 20;

    /// <summary>Boxes of one picture.</summary>
    public int MaxBoxes { get; init; } = 500;

    /// <summary>A picture in a zip.</summary>
    public long MaxPictureBytes { get; init; } = 32 << 20;
}
