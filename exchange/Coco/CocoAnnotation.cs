namespace Vignette.Exchange.Coco;

/// <summary>An entry of <c>annotations</c>.</summary>
internal sealed record CocoAnnotation
{
    public long? Id { get; init; }

    public long? ImageId { get; init; }

    public long? CategoryId { get; init; }

    /// <summary>x, y, width, height in pixels.</summary>
    public IReadOnlyList<double>? Bbox { get; init; }

    /// <summary>As in result files.</summary>
    public double? Score { get; init; }

    public CocoBoxExtra? Vignette { get; init; }
}
