namespace Vignette.Pipeline.Captions.Chat;

/// <summary>
/// Reads a reply whole before anyone sees it, and no more of it than is sane: a longer one, or one cut off, is an
/// <see cref="HttpRequestException"/> like any other network failure.
/// </summary>
internal sealed class BoundedReplyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Bytes. A full reply has about 10 KB.</summary>
    public const int MaxReplyBytes = 1 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxReplyBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
