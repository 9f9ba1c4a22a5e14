using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Rig;

/// <summary>Renders by script: it notes what it was asked, and a test decides what happens.</summary>
internal sealed class ScriptedThumbnailer : IThumbnailer
{
    private int _calls;

    public int Calls => _calls;

    /// <summary>What happens during a call; nothing where it is null.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task>? During { get; set; }

    /// <summary>What a rendition of these bytes is.</summary>
    public static byte[] Rendition(string name, ReadOnlyMemory<byte> original) => [0xFF, 0xD8, .. System.Text.Encoding.UTF8.GetBytes(name), .. original.Span[^4..]];

    public async Task<RenderedPicture> RenderAsync(ReadOnlyMemory<byte> original, IReadOnlyList<RenditionSpec> renditions, long maxPixels, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        if (During is { } during)
        {
            await during(original, cancellationToken);
        }

        return new RenderedPicture(
            new PictureFacts(ImageFormat.Jpeg, 2, 1) { Camera = "Canon EOS" },
            new PixelSample(2, 1, new byte[] { 255, 0, 0, 255, 0, 0 }),
            [.. renditions.Select(spec => new Rendition(spec.Name, Math.Min(spec.MaxWidth, 2), 1, Rendition(spec.Name, original)))]);
    }
}
