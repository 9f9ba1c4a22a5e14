namespace Vignette.Exchange.Coco;

/// <summary>An entry of <c>categories</c>.</summary>
internal sealed record CocoCategory
{
    public long? Id { get; init; }

    public string? Name { get; init; }
}
