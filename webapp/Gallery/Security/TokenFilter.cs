using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Vignette.Gallery.Security;

/// <summary>Asks for an antiforgery token before an endpoint that changes something is run.</summary>
internal static class TokenFilter
{
    /// <summary>For endpoints that forms are sent to: always.</summary>
    public static TBuilder RequireFormToken<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(static (context, next) => CheckAsync(context, next, _ => true));

    /// <summary>For endpoints of the API: of browsers only.</summary>
    public static TBuilder RequireBrowserToken<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(static (context, next) => CheckAsync(context, next, CrossOriginProtection.IsFromBrowser));

    private static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, Func<HttpRequest, bool> isNeeded)
    {
        var http = context.HttpContext;
        return isNeeded(http.Request) && !await http.RequestServices.GetRequiredService<FormTokens>().IsValidAsync(http)
            ? FormTokens.Missing()
            : await next(context);
    }
}
