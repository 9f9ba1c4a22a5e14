namespace Vignette.Exchange.JsonLines;

/// <summary>A line: a picture with all that is said of it.</summary>
internal sealed record JsonLine
{
    public string? Id { get; init; }

    /// <summary>The name the file had.</summary>
    public string? Name { get; init; }

    /// <summary>The picture's name in the data set.</summary>
    public string? Picture { get; init; }

    public string? Sha256 { get; init; }

    public double? Width { get; init; }

    public double? Height { get; init; }

    public string? Caption { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Review { get; init; }

    public IReadOnlyList<JsonLineBox>? Boxes { get; init; }

    public static JsonLine Of(DatasetImage image, bool withBoxes) => new()
    {
        Id = image.Id?.ToString(),
        Name = image.FileName,
        Picture = image.Picture,
        Sha256 = image.Sha256,
        Width = image.Width,
        Height = image.Height,
        Caption = image.Caption,
        Tags = image.Tags,
        Review = image.Review is { } review ? Vignette.Schema.ReviewStates.Code(review) : null,
        Boxes = withBoxes ? image.Boxes?.Select(JsonLineBox.Of).ToArray() : null,
    };
}
