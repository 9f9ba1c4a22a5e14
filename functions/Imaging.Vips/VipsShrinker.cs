using Microsoft.Extensions.Logging;
using Vignette.Pipeline;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.Vips;

/// <summary>
/// Makes pictures smaller and leaves all else as it is: the format, and metadata such as orientation, colour profile and when it
/// was taken. GIFs and animations are not made smaller.
/// </summary>
public sealed class VipsShrinker
{
    private const int Quality = 90;

    private readonly int _longestSide;

    /// <param name="longestSide">Pixels, at least 1.</param>
    /// <exception cref="DllNotFoundException">libvips is not installed; the message says how to install it.</exception>
    public VipsShrinker(int longestSide, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 1);
        _longestSide = longestSide;
        VipsLibrary.EnsureStarted();
        new NativeWarnings(logger, TimeProvider.System).Take();
    }

    /// <returns>The smaller picture; null where it is small enough, or of a kind that stays as it is.</returns>
    /// <exception cref="PermanentFault">Not a picture of an accepted format, damaged or cut off.</exception>
    public byte[]? Shrink(ReadOnlyMemory<byte> original, CancellationToken cancellationToken)
    {
        var format = ImageFormats.Detect(original.Span) ?? throw PictureFaults.NotAPicture();
        try
        {
            using var file = new PinnedBytes(original);
            return format == ImageFormat.Gif ? null : Shrink(format, file, cancellationToken);
        }
        catch (VipsException)
        {
            throw PictureFaults.Damaged(format);
        }
    }

    private byte[]? Shrink(ImageFormat format, PinnedBytes file, CancellationToken cancellationToken)
    {
        using var header = VipsImage.Load(format, file);
        var longest = Math.Max(header.Width, header.Height);
        if (longest <= _longestSide || header.Number("n-pages") > 1)
        {
            return null;
        }

        var (width, height) = new PictureSize(header.Width, header.Height).FitInto(_longestSide, _longestSide);
        using var loaded = VipsImage.Load(format, file, (longest / _longestSide) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 });
        using var resized = loaded.ResizedWithAlpha(width, height);
        using var inMemory = resized.InMemory(cancellationToken);
        return inMemory.ToFile(format, Quality);
    }
}
