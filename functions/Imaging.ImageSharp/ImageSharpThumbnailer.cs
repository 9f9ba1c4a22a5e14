using Microsoft.Extensions.Logging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Vignette.Imaging.ImageSharp.Files;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp;

/// <summary>Makes renditions by ImageSharp, which is managed code alone and so runs where nothing can be installed.</summary>
public sealed class ImageSharpThumbnailer(ILogger<ImageSharpThumbnailer> logger) : IThumbnailer
{
    // Below it the eye does not miss the colour that the JPEG then holds at half the resolution.
    private const int QualityOfFullColor = 90;

    private readonly PictureDecoder _decoder = new();

    /// <inheritdoc/>
    public Task<RenderedPicture> RenderAsync(ReadOnlyMemory<byte> original, IReadOnlyList<RenditionSpec> renditions, long maxPixels, CancellationToken cancellationToken) =>
        Task.Run(() => RenderHereAsync(original, renditions, maxPixels, cancellationToken), cancellationToken);

    private async Task<RenderedPicture> RenderHereAsync(ReadOnlyMemory<byte> original, IReadOnlyList<RenditionSpec> renditions, long maxPixels, CancellationToken cancellationToken)
    {
        var format = ImageFormats.Detect(original.Span) ?? throw PictureFaults.NotAPicture();
        try
        {
            var frame = FileStructure.Read(format, original.Span) ?? throw new DamagedPictureException("the file ends before the picture does");
            var file = new PictureFile(format, original[..frame.Length], frame);
            var header = await _decoder.ReadHeaderAsync(file, cancellationToken);
            var facts = header.ToFacts(file);
            if ((long)facts.Width * facts.Height > maxPixels)
            {
                throw PictureFaults.TooManyPixels(facts.Width, facts.Height, maxPixels);
            }

            return await RenderAsync(file, header, facts, renditions, cancellationToken);
        }
        catch (DamagedPictureException failure)
        {
            Log.Refused(logger, format.DisplayName(), original.Length, failure.Message);
            throw failure.TakesTooMuchMemory ? PictureFaults.TakesTooMuchMemory() : PictureFaults.Damaged(format);
        }
    }

    /// <summary>Decodes once, to the largest size that is asked for, and makes the other sizes of that.</summary>
    private async Task<RenderedPicture> RenderAsync(PictureFile file, PictureHeader header, PictureFacts facts, IReadOnlyList<RenditionSpec> renditions, CancellationToken cancellationToken)
    {
        var sizes = renditions.Select(rendition => facts.Size.FitInto(rendition.MaxWidth, rendition.MaxHeight)).ToList();
        var sampleSize = facts.Size.FitInto(PixelSample.MaxSide, PixelSample.MaxSide);
        using var largest = await _decoder.DecodeAsync(file, header, sizes.Append(sampleSize).MaxBy(size => size.Width * size.Height), cancellationToken);

        var finished = new List<Rendition>(renditions.Count);
        foreach (var (rendition, size) in renditions.Zip(sizes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var resized = Resized(largest, size);
            finished.Add(new Rendition(rendition.Name, size.Width, size.Height, ToJpeg(resized, rendition.Quality)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var sample = Resized(largest, sampleSize);
        var pixels = new byte[3 * sampleSize.Width * sampleSize.Height];
        sample.CopyPixelDataTo(pixels);
        return new RenderedPicture(facts, new PixelSample(sampleSize.Width, sampleSize.Height, pixels), finished);
    }

    private static Image<Rgb24> Resized(Image<Rgb24> picture, PictureSize size) =>
        picture.Clone(context => context.Resize(PictureDecoder.To(size)));

    private static byte[] ToJpeg(Image<Rgb24> picture, int quality)
    {
        var encoder = new JpegEncoder
        {
            Quality = quality,
            ColorType = quality < QualityOfFullColor ? JpegEncodingColor.YCbCrRatio420 : JpegEncodingColor.YCbCrRatio444,
            Interleaved = true,
        };
        using var jpeg = new MemoryStream();
        picture.Save(jpeg, encoder);
        return jpeg.ToArray();
    }
}
