using Vignette.Schema;

namespace Vignette.Exchange.JsonLines;

/// <summary>A box, as fractions of the picture's width and height.</summary>
internal sealed record JsonLineBox
{
    public string? Id { get; init; }

    public string? Label { get; init; }

    public double? X { get; init; }

    public double? Y { get; init; }

    public double? Width { get; init; }

    public double? Height { get; init; }

    public double? Confidence { get; init; }

    public string? Origin { get; init; }

    public string? Author { get; init; }

    public static JsonLineBox Of(DatasetBox box) => new()
    {
        Id = box.Id,
        Label = box.Label,
        X = box.Box.X,
        Y = box.Box.Y,
        Width = box.Box.Width,
        Height = box.Box.Height,
        Confidence = box.Confidence,
        Origin = box.Origin?.Code(),
        Author = box.Author,
    };
}
