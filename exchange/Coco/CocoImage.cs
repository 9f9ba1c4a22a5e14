namespace Vignette.Exchange.Coco;

/// <summary>An entry of <c>images</c>.</summary>
internal sealed record CocoImage
{
    public long? Id { get; init; }

    public string? FileName { get; init; }

    /// <summary>Pixels; some write whole numbers with a fraction.</summary>
    public double? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public double? Height { get; init; }

    /// <summary>What COCO has no place for; other tools ignore it.</summary>
    public CocoImageExtra? Vignette { get; init; }
}
