using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.Vips;

/// <summary>Makes renditions by libvips.</summary>
public sealed class VipsThumbnailer : IThumbnailer
{
    private readonly ILogger _logger;

    /// <exception cref="DllNotFoundException">libvips is not installed; the message says how to install it.</exception>
    public VipsThumbnailer(ILogger<VipsThumbnailer> logger)
    {
        _logger = logger;
        VipsLibrary.EnsureStarted();
        new NativeWarnings(logger, TimeProvider.System).Take();
    }

    /// <inheritdoc/>
    public Task<RenderedPicture> RenderAsync(ReadOnlyMemory<byte> original, IReadOnlyList<RenditionSpec> renditions, long maxPixels, CancellationToken cancellationToken) =>
        Task.Run(() => Render(original, renditions, maxPixels, cancellationToken), cancellationToken);

    private RenderedPicture Render(ReadOnlyMemory<byte> original, IReadOnlyList<RenditionSpec> renditions, long maxPixels, CancellationToken cancellationToken)
    {
        var format = ImageFormats.Detect(original.Span) ?? throw PictureFaults.NotAPicture();
        try
        {
            using var file = new PinnedBytes(original);
            var facts = ReadFacts(format, file);
            if ((long)facts.Width * facts.Height > maxPixels)
            {
                throw PictureFaults.TooManyPixels(facts.Width, facts.Height, maxPixels);
            }

            return Render(file, facts, renditions, cancellationToken);
        }
        catch (VipsException failure)
        {
            Log.Refused(_logger, format.DisplayName(), original.Length, failure.Message);
            throw PictureFaults.Damaged(format);
        }
    }

    private static PictureFacts ReadFacts(ImageFormat format, PinnedBytes file)
    {
        using var header = VipsImage.Load(format, file);
        var (width, height) = header.IsOnItsSide ? (header.Height, header.Width) : (header.Width, header.Height);
        return new PictureFacts(format, width, height)
        {
            Orientation = header.Orientation,
            Frames = Math.Max(1, header.Number("n-pages") ?? 1),
            HasAlpha = header.HasAlpha,
            TakenAt = ExifDate.Parse(header.Exif("exif-ifd2-DateTimeOriginal")) ?? ExifDate.Parse(header.Exif("exif-ifd0-DateTime")),
            Camera = CameraName.Of(header.Exif("exif-ifd0-Make"), header.Exif("exif-ifd0-Model")),
        };
    }

    /// <summary>Decodes once, to the largest size that is asked for, and makes the other sizes of that.</summary>
    private static RenderedPicture Render(PinnedBytes file, PictureFacts facts, IReadOnlyList<RenditionSpec> renditions, CancellationToken cancellationToken)
    {
        var sizes = renditions.Select(rendition => facts.Size.FitInto(rendition.MaxWidth, rendition.MaxHeight)).ToList();
        var sampleSize = facts.Size.FitInto(PixelSample.MaxSide, PixelSample.MaxSide);
        using var largest = Decode(file, facts, sizes.Append(sampleSize).MaxBy(size => size.Width * size.Height), cancellationToken);

        var finished = new List<Rendition>(renditions.Count);
        foreach (var (rendition, (width, height)) in renditions.Zip(sizes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var resized = largest.Resized(width, height);
            finished.Add(new Rendition(rendition.Name, width, height, resized.ToJpeg(rendition.Quality)));
        }

        using var sample = largest.Resized(sampleSize.Width, sampleSize.Height);
        return new RenderedPicture(facts, new PixelSample(sampleSize.Width, sampleSize.Height, sample.ToPixels()), finished);
    }

    /// <summary>The picture in this size, upright, in sRGB, on white, in memory.</summary>
    private static VipsImage Decode(PinnedBytes file, PictureFacts facts, PictureSize size, CancellationToken cancellationToken)
    {
        using var loaded = VipsImage.Load(facts.Format, file, ShrinkOnLoad(facts, size));
        using var flat = loaded.OnWhite();
        using var resized = loaded.IsOnItsSide ? flat.Resized(size.Height, size.Width) : flat.Resized(size.Width, size.Height);
        using var coloured = resized.InSrgb();
        var inMemory = coloured.InMemory(cancellationToken);
        if (inMemory.Orientation == 1)
        {
            return inMemory;
        }

        using (inMemory)
        using (var upright = inMemory.Upright())
        {
            return upright.InMemory(cancellationToken);
        }
    }

    /// <summary>The most that the decoder may shrink by without the resize having to enlarge again: 1, 2, 4 or 8.</summary>
    private static int ShrinkOnLoad(PictureFacts facts, PictureSize size)
    {
        var factor = Math.Min(facts.Width / size.Width, facts.Height / size.Height);
        return factor switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }
}
