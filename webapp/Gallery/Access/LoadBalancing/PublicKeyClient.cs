using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Asks the region for one of its load balancers' keys.</summary>
/// <param name="endpoint">Ends with a slash.</param>
internal sealed class PublicKeyClient(HttpMessageInvoker http, Uri endpoint, TimeProvider clock, ILogger<PublicKeyClient> logger)
{
    // A request waits for it; the endpoint answers within tens of milliseconds.
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    // A P-256 key in PEM has 178 bytes.
    private const int MaxBytes = 4096;

    private const string P256 = "1.2.840.10045.3.1.7";

    /// <param name="kid">The key's id, which is one by <see cref="KeyId"/>.</param>
    public async Task<KeyLookup> FetchAsync(string kid)
    {
        try
        {
            using var limit = new CancellationTokenSource(Timeout, clock);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, kid));
            using var response = await http.SendAsync(request, limit.Token);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return KeyLookup.Found(Read(kid, await TextAsync(response.Content, limit.Token)));

                // What is not there is forbidden where nobody may list.
                case HttpStatusCode.NotFound or HttpStatusCode.Forbidden:
                    return KeyLookup.Unknown;
                default:
                    return Away(null, $"{endpoint} answered {(int)response.StatusCode}");
            }
        }
        catch (OperationCanceledException)
        {
            return Away(null, $"{endpoint} did not answer within {Timeout.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Away(failure, $"{endpoint} cannot be reached");
        }
        catch (Exception failure)
        {
            return Away(failure, $"{endpoint} answered something that is no key");
        }
    }

    private static JsonWebKey Read(string kid, string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        if (numbers.Curve.Oid.Value != P256)
        {
            throw new InvalidDataException("The key is not on the curve P-256.");
        }

        // As numbers rather than as this instance, so that requests may use it at the same time; and verified by no cache of
        // the process, which would go on with the key that an id had first.
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(numbers.Q.X),
            Y = Base64UrlEncoder.Encode(numbers.Q.Y),
            KeyId = kid,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
    }

    private static async Task<string> TextAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBytes ? System.Text.Encoding.ASCII.GetString(buffer, 0, length) : throw new InvalidDataException("The answer is too long for a key.");
    }

    private KeyLookup Away(Exception? failure, string reason)
    {
        Log.KeyEndpointAway(logger, failure, reason);
        return KeyLookup.Away(reason);
    }
}
