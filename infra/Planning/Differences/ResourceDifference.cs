using System.Collections.Immutable;

namespace Vignette.Planning.Differences;

/// <summary>What becomes of one resource.</summary>
/// <param name="Before">As it was; null where there was none.</param>
/// <param name="After">As it is to be; null where there is none any more.</param>
/// <param name="Inputs">What differs, in the order of the paths; none of a resource that is added or removed.</param>
public sealed record ResourceDifference(ResourceChange Change, PlannedResource? Before, PlannedResource? After, ImmutableArray<InputDifference> Inputs)
{
    /// <summary>The resource as it is to be, or as it was where it is removed.</summary>
    public PlannedResource Resource => After ?? Before!;

    public string Name => Resource.Name;

    public string Type => Resource.Type;

    /// <summary>What it is called in the other plan, where it is the same but for its name: deleted under one name and made anew under the other.</summary>
    public string? OtherName { get; init; }

    /// <summary>The inputs that force a new resource, by their paths, because the resource that they refer to is a new one.</summary>
    public ImmutableArray<string> ReplacedThrough { get; init; } = [];

    /// <summary>The resources that it refers to and that are replaced, so that what it is told of them is another.</summary>
    public ImmutableArray<string> Follows { get; init; } = [];

    public override string ToString() => $"{Change} {Resource}";
}
