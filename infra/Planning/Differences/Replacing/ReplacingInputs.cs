namespace Vignette.Planning.Differences.Replacing;

/// <summary>Of a type, the inputs that cannot be changed: the provider makes a new resource and deletes the one before.</summary>
/// <param name="Type">Such as <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Source">Where the provider says so, by <c>ForceNew</c> or <c>RequiresReplace</c>.</param>
/// <param name="Inputs">By their names in Pulumi.</param>
public sealed record ReplacingInputs(string Type, Uri Source, params IReadOnlyList<string> Inputs)
{
    /// <summary>Those that can be changed, but neither set nor left out.</summary>
    public IReadOnlyList<string> Switches { get; init; } = [];

    /// <summary>Whether somebody has compared the inputs with the source, at the commit in its address; otherwise they are remembered, and the source says where to look.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether a difference cannot be made to a resource that is there.</summary>
    public bool Has(InputDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return Inputs.Contains(difference.Input) || (Switches.Contains(difference.Members) && (difference.Before is null || difference.After is null));
    }
}
