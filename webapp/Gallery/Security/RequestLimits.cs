using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Vignette.Gallery.Errors;

namespace Vignette.Gallery.Security;

/// <summary>
/// How often one client may ask: so many requests a second in the long run, and ten seconds' worth at once, after which
/// 429 says when to come again. Pictures, assets and health do not count, nor does an open event stream.
/// </summary>
internal sealed class RequestLimits(GalleryOptions options) : IConfigureOptions<RateLimiterOptions>
{
    private const int BurstSeconds = 10;

    // What one subscriber of an IPv6 network is given: RFC 6177.
    private const int ClientPrefixBytes = 8;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    void IConfigureOptions<RateLimiterOptions>.Configure(RateLimiterOptions limiter)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(PartitionOf);
        limiter.OnRejected = static async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Second;
            await new Refusal(StatusCodes.Status429TooManyRequests, "These are more requests than one client may make. Please wait a moment.") { RetryAfter = wait }.ExecuteAsync(context.HttpContext);
        };
    }

    private RateLimitPartition<IPAddress> PartitionOf(HttpContext context) => options.RequestsPerSecond is > 0 and var rate
        ? RateLimitPartition.GetTokenBucketLimiter(ClientOf(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate * BurstSeconds,
            TokensPerPeriod = rate,
            ReplenishmentPeriod = Second,
            AutoReplenishment = true,
        })
        : RateLimitPartition.GetNoLimiter(IPAddress.None);

    private static IPAddress ClientOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address?.MapToIPv4() ?? IPAddress.None;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(ClientPrefixBytes).Clear();
        return new IPAddress(bytes);
    }
}
