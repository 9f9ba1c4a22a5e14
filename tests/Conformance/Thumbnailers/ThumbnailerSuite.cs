using Vignette.Pipeline;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Conformance.Thumbnailers;

/// <summary>What every engine behind <see cref="IThumbnailer"/> must do. The parts of this class are one theme each.</summary>
public abstract partial class ThumbnailerSuite
{
    private const long MaxPixels = 100_000_000;

    private static readonly RenditionSpec Thumb = new("thumb", 320, 320);
    private static readonly RenditionSpec Preview = new("preview", 1440, 1440);

    private IThumbnailer Thumbnailer => field ??= CreateThumbnailer();

    protected abstract IThumbnailer CreateThumbnailer();

    /// <summary>All the pixels of a JPEG.</summary>
    protected abstract PixelSample Decode(ReadOnlyMemory<byte> jpeg);

    public static TheoryData<string> GoodPhotos() => [.. Photos.Good.Select(photo => Path.GetFileName(photo))];

    public static TheoryData<string> BadPhotos() => [.. Photos.Bad.Select(photo => Path.GetFileName(photo))];

    private static byte[] Read(string photo) => File.ReadAllBytes(Photos.Path(photo));

    private Task<RenderedPicture> RenderAsync(string photo, params IReadOnlyList<RenditionSpec> renditions) => RenderAsync(Read(photo), renditions);

    private Task<RenderedPicture> RenderAsync(byte[] original, params IReadOnlyList<RenditionSpec> renditions) =>
        Thumbnailer.RenderAsync(original, renditions, MaxPixels, TestContext.Current.CancellationToken);

    private async Task<PixelSample> PixelsAsync(string photo, RenditionSpec rendition) =>
        Decode((await RenderAsync(photo, rendition)).Renditions[0].Jpeg);

    private async Task<PermanentFault> ShouldBeRefusedAsync(byte[] original)
    {
        var fault = await Should.ThrowAsync<PermanentFault>(() => RenderAsync(original, Thumb, Preview));
        fault.Message.ShouldMatch(@"^This [^\n]+\.$");
        fault.Message.ShouldNotContain("vips", Case.Insensitive);
        return fault;
    }
}
