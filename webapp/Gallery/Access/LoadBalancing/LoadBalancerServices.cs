using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Vignette.Gallery.Access.LoadBalancing;

public static class LoadBalancerServices
{
    /// <summary>The authentication scheme's name.</summary>
    public const string Scheme = "LoadBalancer";

    // So that a change of the endpoint's addresses is followed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds the scheme by which people come in whom the load balancer signed in. It needs an <see cref="IExternalAccounts"/>.</summary>
    public static AuthenticationBuilder AddLoadBalancer(this AuthenticationBuilder authentication, LoadBalancerSignInOptions options)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        var services = authentication.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<LoadBalancerSignOut>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<PublicKeys>();
        services.AddSingleton(static provider => ActivatorUtilities.CreateInstance<PublicKeyClient>(
            provider,
            new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime }),
            provider.GetRequiredService<LoadBalancerSignInOptions>().PublicKeys));
        return authentication.AddScheme<AuthenticationSchemeOptions, LoadBalancerHandler>(Scheme, configureOptions: null);
    }
}
