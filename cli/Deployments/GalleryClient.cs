using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments;

/// <summary>
/// A gallery somewhere, through its API. Every answer is bounded in time and size; what goes wrong is a
/// <see cref="GalleryException"/> that says which kind of wrong it is. May be used by several at once.
/// </summary>
public sealed class GalleryClient : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly GalleryTransport _transport;
    private readonly GalleryClientOptions _options;
    private readonly TimeProvider _time;

    // Null until the gallery has said which way it takes files.
    private bool? _takesFilesDirectly;

    private GalleryClient(GalleryTransport transport, Uri address, GalleryClientOptions options, TimeProvider time) =>
        (_transport, Address, _options, _time) = (transport, address, options, time);

    /// <summary>Where it is: not always what was given, as where HTTP leads to HTTPS. Whatever else is asked, is asked there.</summary>
    public Uri Address { get; }

    /// <summary>Finds the gallery. Follows where the address leads, though never from HTTPS back to HTTP.</summary>
    /// <exception cref="GalleryException">There is none.</exception>
    public static async Task<GalleryClient> ConnectAsync(Uri address, GalleryClientOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var transport = new GalleryTransport(time);
        try
        {
            var (answer, found) = await FollowAsync(transport, new Uri(address, "/health"), "application/json", options.RequestTimeout, options.MaxAnswerBytes, cancellationToken);
            if (answer.Status is not HttpStatusCode.OK)
            {
                throw answer.Status == HttpStatusCode.NotFound
                    ? new GalleryException(GalleryFaultKind.NotAGallery, "is none: it answered GET /health with 404")
                    : answer.Refusal("GET /health");
            }

            // Anything may answer 200; a gallery says this.
            if (answer.MediaType != "application/json" || answer.Read<Liveness>("GET /health").Status != "healthy")
            {
                throw new GalleryException(GalleryFaultKind.NotAGallery, $"is none: it answered GET /health with {answer.MediaType ?? "something"} that no gallery says");
            }

            var origin = new Uri(found.GetLeftPart(UriPartial.Authority));
            if (options.Token is { } token)
            {
                if (!string.Equals(origin.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase))
                {
                    throw new GalleryException(GalleryFaultKind.NotAGallery, $"leads to {origin.GetLeftPart(UriPartial.Authority)}: a token is for the gallery that it was made by, so give that address itself if you trust it");
                }

                transport.Authorize(origin, token);
            }

            return new GalleryClient(transport, origin, options, time);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>The state of each part, also where one is down.</summary>
    /// <exception cref="GalleryException">It does not say.</exception>
    public async Task<Readiness> ReadinessAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, "/health/ready", null, null, _options.RequestTimeout, cancellationToken);
        return answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable && answer.MediaType == "application/json"
            ? answer.Read<Readiness>("GET /health/ready")
            : throw answer.Refusal("GET /health/ready");
    }

    /// <summary>Whether it shows its pictures to nobody but who is signed in, and this client is not.</summary>
    public async Task<bool> AsksToSignInAsync(CancellationToken cancellationToken) =>
        (await AskAsync(HttpMethod.Get, "/api/images?limit=1", null, null, _options.RequestTimeout, cancellationToken)).Status == HttpStatusCode.Unauthorized;

    /// <summary>Sends a file, the way that the gallery takes files. What fails for a reason that may pass is sent again, under the same key.</summary>
    /// <exception cref="GalleryException">It was not taken. Whether it arrived all the same is not known where the kind is <see cref="GalleryFaultKind.Unreachable"/>.</exception>
    public Task<UploadedImage> UploadAsync(UploadFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new GalleryRetries(_options.UploadTries, _options.RetryPause, _options.RequestTimeout).RunAsync(() => UploadOnceAsync(file, cancellationToken), _time, cancellationToken);
    }

    /// <summary>An image, or null where there is none of that id.</summary>
    public async Task<RemoteImage?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, $"/api/images/{Uri.EscapeDataString(id)}", null, null, _options.RequestTimeout, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.OK => answer.Read<RemoteImage>("GET /api/images"),
            HttpStatusCode.NotFound => null,
            _ => throw answer.Refusal("GET /api/images"),
        };
    }

    /// <summary>A page of the images that a search finds.</summary>
    /// <param name="query">The search as the gallery's address has it, with its <c>?</c>.</param>
    public async Task<RemoteList> ListAsync(string query, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, $"/api/images{query}", null, null, _options.RequestTimeout, cancellationToken);
        return answer.Status == HttpStatusCode.OK ? answer.Read<RemoteList>("GET /api/images") : throw answer.Refusal("GET /api/images");
    }

    /// <summary>Which of these contents the gallery has.</summary>
    /// <param name="digests">SHA-256, in lower-case hexadecimal digits; at most 1,000.</param>
    public async Task<IReadOnlyList<KnownContent>> KnownAsync(IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Post, "/api/images/known", Json(new KnownRequest(digests)), null, _options.RequestTimeout, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.OK => answer.Read<KnownReply>("POST /api/images/known").Known,
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => throw new GalleryException(GalleryFaultKind.Refused, "is too old: it cannot say which pictures it has") { Status = answer.Status },
            _ => throw answer.Refusal("POST /api/images/known"),
        };
    }

    /// <summary>Adds tags to images, and says what came of it for each. Again does no harm.</summary>
    /// <param name="ids">At most 100, none twice.</param>
    public async Task<IReadOnlyList<RemoteBulkResult>> TagAsync(IReadOnlyList<string> ids, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Post, "/api/images/bulk", Json(new { ids, action = "tag", tags }), null, _options.RequestTimeout, cancellationToken);
        return answer.Status == HttpStatusCode.OK ? answer.Read<RemoteBulkReply>("POST /api/images/bulk").Results : throw answer.Refusal("POST /api/images/bulk");
    }

    /// <summary>Deletes an image, which then is in the trash; false where there is none of that id.</summary>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => DeleteAtAsync("/api/images", id, cancellationToken);

    /// <summary>Deletes an image that is in the trash for good; false where none of that id is.</summary>
    public Task<bool> PurgeAsync(string id, CancellationToken cancellationToken) => DeleteAtAsync("/api/trash", id, cancellationToken);

    /// <summary>A page as its HTML.</summary>
    /// <param name="path">Below <see cref="Address"/>.</param>
    public async Task<string> PageAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, new Uri(Address, path), "text/html");
        var answer = await _transport.SendAsync(request, _options.RequestTimeout, _options.MaxAnswerBytes, cancellationToken);
        return answer is { Status: HttpStatusCode.OK, MediaType: "text/html" }
            ? Encoding.UTF8.GetString(answer.Body)
            : throw (answer.Status == HttpStatusCode.OK ? new GalleryException(GalleryFaultKind.NotAGallery, $"answered GET {path} with {answer.MediaType ?? "something"} instead of a page") : answer.Refusal($"GET {path}"));
    }

    /// <summary>A picture's bytes, from the gallery or from where it leads.</summary>
    /// <param name="path">As <see cref="RemoteImage"/> gives it.</param>
    public async Task<byte[]> PictureAsync(string path, CancellationToken cancellationToken)
    {
        var (answer, _) = await FollowAsync(_transport, new Uri(Address, path), "image/*", _options.TransferTimeout, _options.MaxPictureBytes, cancellationToken);
        return answer.Status == HttpStatusCode.OK ? answer.Body : throw answer.Refusal($"GET {path}");
    }

    /// <summary>An answer that is read while it comes, however long and large it is; whoever asks disposes it.</summary>
    /// <param name="path">Below <see cref="Address"/>.</param>
    /// <exception cref="GalleryException">There was none, or another than 200.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = Request(method, new Uri(Address, path), "*/*", content);

        // What is not taken need not be sent.
        request.Headers.ExpectContinue = content is not null;
        var response = await _transport.OpenAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }

        using (response)
        {
            throw (await _transport.AnswerAsync(response, _options.MaxAnswerBytes, cancellationToken)).Refusal($"{method} {path.Split('?')[0]}");
        }
    }

    public void Dispose() => _transport.Dispose();

    private async Task<bool> DeleteAtAsync(string path, string id, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Delete, $"{path}/{Uri.EscapeDataString(id)}", null, null, _options.RequestTimeout, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.NoContent => true,
            HttpStatusCode.NotFound => false,
            _ => throw answer.Refusal($"DELETE {path}"),
        };
    }

    private async Task<UploadedImage> UploadOnceAsync(UploadFile file, CancellationToken cancellationToken)
    {
        if (_takesFilesDirectly != false)
        {
            var image = await PutAsync(file, cancellationToken);
            _takesFilesDirectly = image is not null;
            if (image is not null)
            {
                return image;
            }
        }

        return await PostAsync(file, cancellationToken);
    }

    /// <summary>Straight into the store behind the gallery; null where that has no addresses.</summary>
    private async Task<UploadedImage?> PutAsync(UploadFile file, CancellationToken cancellationToken)
    {
        var announced = await AskAsync(HttpMethod.Post, "/api/uploads", Json(new UploadAnnouncement(file.Name, file.Size, await SignatureAsync(file, cancellationToken))), file.Key, _options.RequestTimeout, cancellationToken);
        switch (announced.Status)
        {
            case HttpStatusCode.Conflict:
                return null;
            case HttpStatusCode.OK:
                return announced.Read<UploadedImage>("POST /api/uploads");
            case HttpStatusCode.Created:
                break;
            default:
                throw announced.Refusal("POST /api/uploads");
        }

        var ticket = announced.Read<UploadTicket>("POST /api/uploads");
        if (!Uri.TryCreate(ticket.Url, UriKind.Absolute, out var store) || (store.Scheme != Uri.UriSchemeHttps && store.Scheme != Uri.UriSchemeHttp))
        {
            throw new GalleryException(GalleryFaultKind.NotAGallery, "gave an address to put the file to that is none");
        }

        using (var content = Content(file))
        using (var put = Request(HttpMethod.Put, store, "*/*", content))
        {
            foreach (var (name, value) in ticket.Headers)
            {
                if (!put.Headers.TryAddWithoutValidation(name, value))
                {
                    content.Headers.Remove(name);
                    content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            var stored = await _transport.SendAsync(put, _options.TransferTimeout, _options.MaxAnswerBytes, cancellationToken);
            if (stored.Status != HttpStatusCode.OK)
            {
                throw stored.Refusal($"PUT to {store.Host}");
            }
        }

        var completed = await AskAsync(HttpMethod.Post, $"/api/uploads/{Uri.EscapeDataString(ticket.Id)}/complete", null, file.Key, _options.RequestTimeout, cancellationToken);
        return completed.Status == HttpStatusCode.OK
            ? completed.Read<UploadedImage>("POST /api/uploads/…/complete")
            : throw completed.Refusal("POST /api/uploads/…/complete");
    }

    /// <summary>Through the gallery.</summary>
    private async Task<UploadedImage> PostAsync(UploadFile file, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { Content(file), "file", file.Name } };
        var answer = await AskAsync(HttpMethod.Post, WebTier.UploadPath, form, file.Key, _options.TransferTimeout, cancellationToken);
        if (answer.Status != HttpStatusCode.Created)
        {
            throw answer.Refusal("POST /upload");
        }

        return answer.Read<UploadReply>("POST /upload") switch
        {
            { Images: [var image] } => image,
            { Rejected: [var rejected, ..] } => throw new GalleryException(GalleryFaultKind.Refused, $"did not take the file: {rejected.Reason}"),
            _ => throw new GalleryException(GalleryFaultKind.NotAGallery, "says neither that it took the file nor why not"),
        };
    }

    private async Task<GalleryAnswer> AskAsync(HttpMethod method, string path, HttpContent? content, string? key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var request = Request(method, new Uri(Address, path), "application/json", content);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _transport.SendAsync(request, timeout, _options.MaxAnswerBytes, cancellationToken);
    }

    private static async Task<(GalleryAnswer Answer, Uri Found)> FollowAsync(
        GalleryTransport transport,
        Uri address,
        string accept,
        TimeSpan timeout,
        int maxBytes,
        CancellationToken cancellationToken)
    {
        var at = address;
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(HttpMethod.Get, at, accept);
            var answer = await transport.SendAsync(request, timeout, maxBytes, cancellationToken);
            if (answer.Location is not { } next)
            {
                return (answer, at);
            }

            if (redirects == MaxRedirects)
            {
                throw new GalleryException(GalleryFaultKind.NotAGallery, $"leads on and on: {address.AbsolutePath} was still a redirect after {MaxRedirects} others");
            }

            if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || at.Scheme == Uri.UriSchemeHttps))
            {
                throw new GalleryException(GalleryFaultKind.NotAGallery, $"leads from {at.Scheme} to {next.Scheme}, where nobody should follow");
            }

            at = next;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, string accept, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return request;
    }

    private static ByteArrayContent Json<T>(T value) => new(GalleryAnswer.Write(value)) { Headers = { ContentType = new("application/json") } };

    private static StreamContent Content(UploadFile file) => new(file.Open()) { Headers = { ContentLength = file.Size } };

    private static async Task<string> SignatureAsync(UploadFile file, CancellationToken cancellationToken)
    {
        var signature = new byte[ImageFormats.SignatureLength];
        await using var content = file.Open();
        var length = await content.ReadAtLeastAsync(signature, signature.Length, throwOnEndOfStream: false, cancellationToken);
        return Convert.ToBase64String(signature, 0, length);
    }
}
