using Microsoft.AspNetCore.HttpOverrides;
using Vignette.Pipeline.Hosting;

namespace Vignette.Web;

/// <summary>Whom the host believes what it says of a request's client and scheme.</summary>
internal static class LoadBalancer
{
    public static IServiceCollection AddLoadBalancer(this IServiceCollection services, WebTier tier) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // What stands before the load balancer's own entry was sent by the client.
        options.ForwardLimit = 1;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in tier.TrustedProxies)
        {
            options.KnownIPNetworks.Add(network);
        }
    });

    /// <summary>First of all that looks at requests. On Lambda the events themselves say it, and only the load balancer may send them.</summary>
    public static void UseLoadBalancer(this WebApplication application, WebTier tier)
    {
        // With nobody to trust the middleware would trust everybody.
        if (tier.TrustedProxies.Count > 0)
        {
            application.UseForwardedHeaders();
        }

        application.UseHsts();
    }
}
