using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vignette.Hosts.Tests.Contracts;

/// <summary>
/// Stands between one program and the S3 server, hands everything through as it is, and notes the rights that the program
/// makes use of.
/// </summary>
internal sealed class S3Recorder : IAsyncDisposable
{
    /// <summary>Of a connection, not of what goes over it.</summary>
    private static readonly HashSet<string> Hops = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Expect", "Keep-Alive", "Transfer-Encoding" };

    private readonly WebApplication _proxy;
    private readonly Uri _server;
    private readonly IReadOnlyDictionary<string, string> _buckets;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, ActivityHeadersPropagator = null, UseCookies = false });
    private readonly SortedDictionary<string, SortedSet<string>> _rights = new(StringComparer.Ordinal);

    private S3Recorder(WebApplication proxy, Uri server, IReadOnlyDictionary<string, string> buckets) => (_proxy, _server, _buckets) = (proxy, server, buckets);

    /// <summary>What the program is told to be S3's address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Runs before a request is handed on; a status that it returns is the answer.</summary>
    public Func<HttpRequest, Task<HttpStatusCode?>>? Before { get; set; }

    /// <summary>Actions by what they were done to: a bucket, or <c>bucket/prefix/*</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Rights
    {
        get
        {
            lock (_rights)
            {
                return new SortedDictionary<string, IReadOnlyList<string>>(_rights.ToDictionary(right => right.Key, right => (IReadOnlyList<string>)[.. right.Value]), StringComparer.Ordinal);
            }
        }
    }

    /// <param name="server">The S3 server.</param>
    /// <param name="buckets">What each bucket is for, by its name.</param>
    public static async Task<S3Recorder> StartAsync(Uri server, IReadOnlyDictionary<string, string> buckets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var recorder = new S3Recorder(builder.Build(), server, buckets);
        recorder._proxy.Run(recorder.HandOnAsync);
        await recorder._proxy.StartAsync();
        recorder.Address = new Uri(recorder._proxy.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandOnAsync(HttpContext context)
    {
        if (Before is { } before && await before(context.Request) is { } status)
        {
            context.Response.StatusCode = (int)status;
            return;
        }

        using var request = Copy(context.Request);
        using var answer = await _http.SendAsync(request, context.RequestAborted);
        Note(context.Request, answer.StatusCode);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(header => !Hops.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>The same to the last byte, the host's name too: all of it is signed.</summary>
    private HttpRequestMessage Copy(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var copy = new HttpRequestMessage(
            new HttpMethod(request.Method),
            new Uri(_server.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0)
        {
            copy.Content = new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers.Where(header => !Hops.Contains(header.Key)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return copy;
    }

    private void Note(HttpRequest request, HttpStatusCode answer)
    {
        var resource = ResourceOf(request.Path.Value!);
        Note(resource, S3Actions.Of(request));
        if (request.Headers.TryGetValue("x-amz-copy-source", out var source))
        {
            var copied = ResourceOf(Uri.UnescapeDataString(source.ToString()));
            Note(copied, S3Actions.Get);
            if (!request.Query.ContainsKey("partNumber"))
            {
                // A whole object is copied with its tags.
                Note(copied, S3Actions.GetTags);
                Note(resource, S3Actions.PutTags);
            }
        }

        if (answer == HttpStatusCode.NotFound)
        {
            // To others S3 does not tell that an object is not there: it refuses (403).
            Note(BucketOf(request.Path.Value!), S3Actions.List);
        }
    }

    private void Note(string resource, string action)
    {
        lock (_rights)
        {
            (_rights.TryGetValue(resource, out var actions) ? actions : _rights[resource] = new SortedSet<string>(StringComparer.Ordinal)).Add(action);
        }
    }

    private string BucketOf(string path) => _buckets[path.TrimStart('/').Split('/')[0]];

    /// <summary>A bucket; or of an object the bucket and what its key begins with. Originals have any key, since they may be copied there.</summary>
    private string ResourceOf(string path) => path.TrimStart('/').Split('/') switch
    {
        [_] or [_, ""] => BucketOf(path),
        [_, var prefix, _, ..] when BucketOf(path) == RightsTests.Renditions => $"{RightsTests.Renditions}/{prefix}/*",
        _ => $"{BucketOf(path)}/*",
    };
}
