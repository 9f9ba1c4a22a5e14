using Vignette.Pipeline.Imaging;

namespace Vignette.Functions.Batches;

/// <summary>
/// Decodes one picture at a time, however many messages are worked on: a picture of 100 megapixels takes 400 MB, and the
/// function's memory is the sum of what runs at once.
/// </summary>
internal sealed class OneAtATimeThumbnailer(IThumbnailer inner) : IThumbnailer, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<RenderedPicture> RenderAsync(
        ReadOnlyMemory<byte> content, IReadOnlyList<RenditionSpec> specs, long maxPixels, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await inner.RenderAsync(content, specs, maxPixels, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
