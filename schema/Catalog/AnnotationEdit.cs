namespace Vignette.Schema.Catalog;

/// <summary>How a person wants a picture's annotations to be. What is null stays as it is.</summary>
public sealed record AnnotationEdit
{
    public const int MaxCaptionLength = 2000;

    public const int MaxTagLength = 64;

    public const int MaxTags = 50;

    public const int MaxLabelLength = 64;

    public const int MaxBoxes = 500;

    /// <summary>At most <see cref="MaxCaptionLength"/> characters.</summary>
    public string? Caption { get; init; }

    /// <summary>All tags, in place of those there are: at most <see cref="MaxTags"/>, each of 1 to <see cref="MaxTagLength"/> characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>All boxes, in place of those there are: at most <see cref="MaxBoxes"/>. One with a suggestion's id accepts it.</summary>
    public IReadOnlyList<BoxEdit>? Boxes { get; init; }

    /// <summary>
    /// The ids of all suggestions that are turned down. One that is neither here nor among the boxes is open (again), so that
    /// one that a model makes meanwhile stays. Null: as it is, and a box that is dropped was turned down.
    /// </summary>
    public IReadOnlyList<string>? Rejected { get; init; }

    /// <summary>Null: as it is, but for an approved picture that changes, which is <see cref="ReviewState.InProgress"/> again.</summary>
    public ReviewState? Review { get; init; }

    /// <summary>The version it was made from; null to overwrite whatever is there.</summary>
    public long? FromVersion { get; init; }

    /// <summary>What is wrong with it, for a person; null where nothing is.</summary>
    public string? Problem() => AnnotationRules.ProblemOf(this);
}
