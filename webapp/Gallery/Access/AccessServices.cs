using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

internal static class AccessServices
{
    /// <summary>Adds who may do what, and how people say who they are.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, GalleryOptions options)
    {
        services.AddHttpContextAccessor();
        services.AddScoped(provider =>
            Caller.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User ?? new()) ?? throw new InvalidOperationException("Nobody is signed in: this is for endpoints that are not open."));
        services.AddScoped<VisibleImages>();
        services.AddSingleton<AuditTrail>();

        services.AddSingleton<IAuthorizationHandler, AccessHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResults>();
        // An endpoint without a row. Where there is none of ours, routing alone answers: nothing there, or not so.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());

        var own = options.SignIn switch
        {
            SignInMode.None => SchemeNames.FixedUser,
            SignInMode.Password => SchemeNames.Session,
            SignInMode.Cognito => LoadBalancerServices.Scheme,
            var mode => throw new ArgumentOutOfRangeException(nameof(options), mode, "There is no such way to sign in."),
        };
        var schemes = services.AddAuthentication(SchemeNames.Any)
            .AddPolicyScheme(SchemeNames.Any, displayName: null, scheme => scheme.ForwardDefaultSelector = context =>
                context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { Right: Right.Open } ? SchemeNames.Nobody
                : options.SignIn != SignInMode.None && context.Request.Headers.Authorization.ToString().StartsWith(TokenHandler.Prefix, StringComparison.OrdinalIgnoreCase) ? SchemeNames.Token : own);
        schemes.AddScheme<AuthenticationSchemeOptions, NobodyHandler>(SchemeNames.Nobody, configureOptions: null);
        if (options.SignIn == SignInMode.None)
        {
            schemes.AddScheme<AuthenticationSchemeOptions, FixedUserHandler>(SchemeNames.FixedUser, configureOptions: null);
            return services;
        }

        schemes.AddScheme<AuthenticationSchemeOptions, TokenHandler>(SchemeNames.Token, configureOptions: null);
        if (options.SignIn == SignInMode.Cognito)
        {
            services.AddSingleton<IExternalAccounts, ExternalAccounts>();
            schemes.AddLoadBalancer(options.LoadBalancer ?? throw new ArgumentException("The load balancer whose word is taken is not named.", nameof(options)));
            return services;
        }

        schemes.AddCookie(SchemeNames.Session, Sessions.Configure);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<SetupGate>();
        return services;
    }
}
