using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Vignette.Imaging.ImageSharp.Colors;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp;

/// <summary>Reads pictures with the decoder for their format, and no other, in memory that is bounded.</summary>
internal sealed class PictureDecoder
{
    // Four bytes for each of 100 megapixels, the most that is accepted unless the limit is set higher, and some more.
    private const int AllocationLimitMegabytes = 512;

    private readonly Configuration _configuration = new(new JpegConfigurationModule(), new PngConfigurationModule(), new GifConfigurationModule(), new WebpConfigurationModule())
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { AllocationLimitMegabytes = AllocationLimitMegabytes }),
    };

    /// <summary>How every resize is done: by Lanczos' third kernel on the numbers as they are, as libvips does.</summary>
    public static ResizeOptions To(PictureSize size) => new()
    {
        Size = new Size(size.Width, size.Height),
        Mode = ResizeMode.Stretch,
        Sampler = KnownResamplers.Lanczos3,
    };

    /// <exception cref="DamagedPictureException">There is no header that can be read.</exception>
    public async Task<PictureHeader> ReadHeaderAsync(PictureFile file, CancellationToken cancellationToken)
    {
        using var stream = file.Open();
        return await AttemptAsync(async () => PictureHeader.Of(await DecoderOf(file.Format).IdentifyAsync(Options(), stream, cancellationToken)));
    }

    /// <summary>The picture in this size, upright, in sRGB, on white, without metadata.</summary>
    /// <exception cref="DamagedPictureException">The pixels cannot be decoded.</exception>
    public async Task<Image<Rgb24>> DecodeAsync(PictureFile file, PictureHeader header, PictureSize size, CancellationToken cancellationToken)
    {
        var stored = header.Turned(size);
        var picture = file switch
        {
            { Format: ImageFormat.Jpeg } => await DecodeShrunkAsync(file, header.Stored, stored, cancellationToken),
            { Frame.HasAlpha: true } => await DecodeOnWhiteAsync(file, stored, cancellationToken),
            _ => await DecodeAsync<Rgb24>(file, cancellationToken),
        };
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            picture.Mutate(context => context.Resize(To(stored)));
            cancellationToken.ThrowIfCancellationRequested();
            ColorTransform.ToSrgb(picture.Metadata)?.Apply(picture);
            picture.Mutate(context => context.Upright(header.Orientation));
            Strip(picture.Metadata);
            return picture;
        }
        catch
        {
            picture.Dispose();
            throw;
        }
    }

    /// <summary>Lets the decoder shrink a JPEG, which is far cheaper than to decode all of it, as far as leaves it no smaller than wanted.</summary>
    private async Task<Image<Rgb24>> DecodeShrunkAsync(PictureFile file, PictureSize stored, PictureSize wanted, CancellationToken cancellationToken)
    {
        var factor = Math.Min(stored.Width / wanted.Width, stored.Height / wanted.Height) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
        var whole = new Size(stored.Width / factor, stored.Height / factor);
        using var stream = file.Open();
        var options = new JpegDecoderOptions { GeneralOptions = Options(factor == 1 ? null : whole), ResizeMode = JpegDecoderResizeMode.IdctOnly };
        var picture = await AttemptAsync(() => JpegDecoder.Instance.DecodeAsync<Rgb24>(options, stream, cancellationToken));
        if (picture.Size != whole)
        {
            // The last column or row is made in part of what fills up the last block, which is not the picture's.
            picture.Mutate(context => context.Crop(whole.Width, whole.Height));
        }

        return picture;
    }

    /// <summary>Resizes first, each pixel weighted by its opacity, which comes to the same and costs less.</summary>
    private async Task<Image<Rgb24>> DecodeOnWhiteAsync(PictureFile file, PictureSize wanted, CancellationToken cancellationToken)
    {
        using var transparent = await DecodeAsync<Rgba32>(file, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        transparent.Mutate(context => context.Resize(To(wanted)).BackgroundColor(Color.White));
        return transparent.CloneAs<Rgb24>();
    }

    private async Task<Image<TPixel>> DecodeAsync<TPixel>(PictureFile file, CancellationToken cancellationToken)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var stream = file.Open();

        // What an animated WebP says of its background is for players, and browsers pay no heed to it either.
        return await AttemptAsync(() => file.Format == ImageFormat.WebP
            ? WebpDecoder.Instance.DecodeAsync<TPixel>(new WebpDecoderOptions { GeneralOptions = Options(), BackgroundColorHandling = BackgroundColorHandling.Ignore }, stream, cancellationToken)
            : DecoderOf(file.Format).DecodeAsync<TPixel>(Options(), stream, cancellationToken));
    }

    private static IImageDecoder DecoderOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => JpegDecoder.Instance,
        ImageFormat.Png => PngDecoder.Instance,
        ImageFormat.Gif => GifDecoder.Instance,
        ImageFormat.WebP => WebpDecoder.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private DecoderOptions Options(Size? target = null) => new() { Configuration = _configuration, MaxFrames = 1, TargetSize = target };

    /// <summary>
    /// The decoders throw whatever damage makes of them, an index out of range as well as a format exception. They read from
    /// memory and depend on nothing else, so that all of it is the file's fault, but for a machine that is out of memory.
    /// </summary>
    private static async Task<T> AttemptAsync<T>(Func<Task<T>> decode)
    {
        try
        {
            return await decode();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new DamagedPictureException(failure);
        }
    }

    private static void Strip(ImageMetadata metadata)
    {
        (metadata.ExifProfile, metadata.IccProfile, metadata.IptcProfile, metadata.XmpProfile) = (null, null, null, null);
        (metadata.ResolutionUnits, metadata.HorizontalResolution, metadata.VerticalResolution) = (PixelResolutionUnit.AspectRatio, 1, 1);
    }
}
