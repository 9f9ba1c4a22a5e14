namespace Vignette.Exchange.Coco;

/// <summary>What COCO's images have no place for.</summary>
internal sealed record CocoImageExtra
{
    public string? Id { get; init; }

    /// <summary>The name the file had.</summary>
    public string? Name { get; init; }

    public string? Sha256 { get; init; }

    public string? Caption { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Review { get; init; }
}
