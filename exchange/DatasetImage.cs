using Vignette.Schema;

namespace Vignette.Exchange;

/// <summary>A picture with all that is said of it, whatever the format. What is null the format, or the file, says nothing of.</summary>
public sealed record DatasetImage
{
    /// <summary>The picture's id in Vignette; null in files of others.</summary>
    public ImageId? Id { get; init; }

    /// <summary>The name the file had. Data only: never a path.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// The picture's name in the data set, unlike all others there and safe in any file system; of a file that was read, the
    /// name of the entry that holds it, or null where none does.
    /// </summary>
    public string? Picture { get; init; }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Pixels, after orientation; null where nobody knows.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    public string? Caption { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public ReviewState? Review { get; init; }

    /// <summary>Empty where the picture has none.</summary>
    public IReadOnlyList<DatasetBox>? Boxes { get; init; }

    /// <summary>
    /// The size for boxes in pixels. Where nobody knows it pixels are fractions: a picture of 1 × 1.
    /// </summary>
    internal (int Width, int Height) Pixels => Width is > 0 and { } width && Height is > 0 and { } height ? (width, height) : (1, 1);
}
