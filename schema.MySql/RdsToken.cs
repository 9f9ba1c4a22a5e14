using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace Vignette.Schema.MySql;

/// <summary>
/// The password of a user that signs in by IAM: a request to connect, signed as a URL (Signature Version 4) by who may do
/// so, without the <c>https://</c>. It is made here, without asking anybody.
/// </summary>
internal static class RdsToken
{
    /// <summary>How long the database takes it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private const string Service = "rds-db";
    private const string Scheme = "https";

    public static string Create(MySqlOptions options, ImmutableCredentials credentials, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        var request = new DefaultRequest(new ConnectRequest(), Service)
        {
            UseQueryString = true,
            HttpMethod = "GET",
            Endpoint = new UriBuilder(Scheme, options.Host, options.Port).Uri,
        };
        request.Parameters["Action"] = "connect";
        request.Parameters["DBUser"] = options.User;
        request.Parameters["X-Amz-Expires"] = ((int)Life.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (credentials.UseToken)
        {
            request.Parameters["X-Amz-Security-Token"] = credentials.Token;
        }

        var signature = AWS4PreSignedUrlSigner.SignRequest(
            request,
            // Asked for the region only, which it is told.
            clientConfig: null,
            new RequestMetrics(),
            credentials.AccessKey,
            credentials.SecretKey,
            Service,
            options.Region ?? throw new ArgumentException("The region is not known.", nameof(options)),
            now.UtcDateTime);
        return $"{AmazonServiceClient.ComposeUrl(request).AbsoluteUri[$"{Scheme}://".Length..]}&{signature.ForQueryParameters}";
    }

    private sealed class ConnectRequest : AmazonWebServiceRequest;
}
