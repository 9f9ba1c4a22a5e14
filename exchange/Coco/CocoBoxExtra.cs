namespace Vignette.Exchange.Coco;

/// <summary>What COCO's annotations have no place for.</summary>
internal sealed record CocoBoxExtra
{
    public string? Id { get; init; }

    public double? Confidence { get; init; }

    public string? Origin { get; init; }

    public string? Author { get; init; }
}
