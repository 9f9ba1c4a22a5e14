namespace Vignette.Schema.Catalog;

/// <summary>A change by a person. What is null stays as it is.</summary>
public sealed record ImageEdit
{
    public const int MaxCaptionLength = 2000;

    public const int MaxTagLength = 64;

    public const int MaxTags = 50;

    /// <summary>At most <see cref="MaxCaptionLength"/> characters.</summary>
    public string? Caption { get; init; }

    /// <summary>All tags, in place of those there are: at most <see cref="MaxTags"/>, each of 1 to <see cref="MaxTagLength"/> characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The version it was made from; null to overwrite whatever is there.</summary>
    public long? FromVersion { get; init; }
}
