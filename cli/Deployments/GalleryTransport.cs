using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Vignette.Cli.Deployments;

/// <summary>
/// Sends requests and reads answers whole, within a time and a size. Proxies are those of the environment (<c>HTTPS_PROXY</c>,
/// <c>HTTP_PROXY</c>, <c>NO_PROXY</c>). Redirects are answers like others: what may follow them is for callers to say.
/// </summary>
internal sealed class GalleryTransport : IDisposable
{
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private volatile string? _distrust;
    private (Uri Origin, AuthenticationHeaderValue Header)? _authorization;

    public GalleryTransport(TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            // A deployment replaces hosts and addresses while a command runs.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            SslOptions = { RemoteCertificateValidationCallback = IsTrusted },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("vignette", typeof(GalleryTransport).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>Signs in with a token from now on, at this origin alone.</summary>
    public void Authorize(Uri origin, string token) => _authorization = (origin, new AuthenticationHeaderValue("Bearer", token));

    /// <exception cref="GalleryException">There was no answer, or not within the time and size.</exception>
    public async Task<GalleryAnswer> SendAsync(HttpRequestMessage request, TimeSpan timeout, int maxBytes, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(Signed(request), HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await AnswerAsync(response, maxBytes, either.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GalleryException(GalleryFaultKind.Unreachable, $"gave no whole answer within {timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} seconds", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Explain(fault, request.RequestUri!);
        }
    }

    /// <summary>Sends a request and gives its answer while it comes, however long and large it is.</summary>
    /// <exception cref="GalleryException">There was no answer.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(Signed(request), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Explain(fault, request.RequestUri!);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Reads an answer whole.</summary>
    /// <exception cref="GalleryException">It is larger than that.</exception>
    public async Task<GalleryAnswer> AnswerAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(response.Content, maxBytes, cancellationToken);
        var (after, location) = (response.Headers.RetryAfter, response.Headers.Location);
        return new GalleryAnswer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
            body,
            after?.Delta ?? (after?.Date is { } date ? date - _time.GetUtcNow() : null),
            (int)response.StatusCode is >= 300 and < 400 && location is not null ? new Uri(response.RequestMessage!.RequestUri!, location) : null);
    }

    private HttpRequestMessage Signed(HttpRequestMessage request)
    {
        if (_authorization is { } authorization && Uri.Compare(request.RequestUri, authorization.Origin, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            request.Headers.Authorization = authorization.Header;
        }

        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > maxBytes)
            {
                throw new GalleryException(GalleryFaultKind.NotAGallery, $"answered with more than {maxBytes} bytes, which a gallery does not");
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private GalleryException Explain(Exception fault, Uri address)
    {
        var error = (fault as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        if (error == HttpRequestError.SecureConnectionError && _distrust is { } distrust)
        {
            return new GalleryException(GalleryFaultKind.CertificateUntrusted, distrust, fault);
        }

        return error switch
        {
            HttpRequestError.NameResolutionError => new(GalleryFaultKind.Unreachable, $"is not found: no name server knows {address.Host}", fault),
            HttpRequestError.ProxyTunnelError => new(GalleryFaultKind.Unreachable, $"is not reached: the proxy of this environment does not let through to it ({fault.Message})", fault),
            HttpRequestError.SecureConnectionError => new(GalleryFaultKind.Unreachable, "does not speak TLS there" + (fault.InnerException is AuthenticationException inner ? $" ({inner.Message})" : ""), fault),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded => new(GalleryFaultKind.NotAGallery, $"answered what is no HTTP ({fault.Message})", fault),
            _ => new(GalleryFaultKind.Unreachable, $"is not reached ({(Find<SocketException>(fault) ?? fault).Message})", fault),
        };
    }

    private static Exception? Find<T>(Exception? fault)
        where T : Exception
    {
        while (fault is not null and not T)
        {
            fault = fault.InnerException;
        }

        return fault;
    }

    /// <summary>Trusts what this system trusts, and keeps why not.</summary>
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        var end = (certificate as X509Certificate2)?.NotAfter.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
        var chainStatus = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        string[] reasons =
        [
            .. errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? ["there is none"] : Array.Empty<string>(),
            .. errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? ["it is for another name"] : Array.Empty<string>(),
            .. chainStatus.HasFlag(X509ChainStatusFlags.NotTimeValid) ? [$"it is not valid at this time (its end: {end})"] : Array.Empty<string>(),
            .. chainStatus.HasFlag(X509ChainStatusFlags.Revoked) ? ["it is revoked"] : Array.Empty<string>(),
            .. (chainStatus & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 ? ["nobody whom this machine trusts has signed it"] : Array.Empty<string>(),
        ];
        _distrust = $"has a certificate that is not trusted: {(reasons.Length > 0 ? string.Join(", ", reasons) : $"{errors}, {chainStatus}")}";
        return false;
    }
}
