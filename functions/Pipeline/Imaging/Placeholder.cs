namespace Vignette.Pipeline.Imaging;

/// <summary>A picture of a few pixels, to show blurred while the real one loads.</summary>
public static class Placeholder
{
    /// <summary>The longer side, in pixels.</summary>
    public const int MaxSide = 12;

    /// <summary>The longest address there is, in characters: each side at its longest, and pixels that cannot be compressed.</summary>
    public const int MaxLength = 800;

    /// <summary>As a <c>data:</c> address of a PNG.</summary>
    public static string Of(PixelSample sample)
    {
        var (width, height) = new PictureSize(sample.Width, sample.Height).FitInto(MaxSide, MaxSide);
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                Average(sample, PartOf(x, width, sample.Width), PartOf(y, height, sample.Height), rgb.AsSpan(((y * width) + x) * 3, 3));
            }
        }

        return $"data:image/png;base64,{Convert.ToBase64String(PngEncoder.Encode(width, height, rgb))}";
    }

    private static Range PartOf(int index, int parts, int length) => (index * length / parts)..((index + 1) * length / parts);

    private static void Average(PixelSample sample, Range columns, Range rows, Span<byte> result)
    {
        var source = sample.Rgb.Span;
        var count = (columns.End.Value - columns.Start.Value) * (rows.End.Value - rows.Start.Value);
        for (var channel = 0; channel < 3; channel++)
        {
            var sum = 0;
            for (var y = rows.Start.Value; y < rows.End.Value; y++)
            {
                for (var x = columns.Start.Value; x < columns.End.Value; x++)
                {
                    sum += source[(((y * sample.Width) + x) * 3) + channel];
                }
            }

            result[channel] = (byte)((sum + (count / 2)) / count);
        }
    }
}
