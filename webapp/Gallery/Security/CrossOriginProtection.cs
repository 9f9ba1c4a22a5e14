using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vignette.Gallery.Errors;

namespace Vignette.Gallery.Security;

/// <summary>
/// Refuses requests that change something and that a page of another origin makes a browser send. The algorithm is that
/// of Go 1.25's <c>http.CrossOriginProtection</c>: <c>Sec-Fetch-Site</c> decides where the browser says it, else
/// <c>Origin</c> must name the host that is asked; a request with neither does not come from a browser.
/// </summary>
internal sealed class CrossOriginProtection(ILogger<CrossOriginProtection> logger)
{
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (Reason(request) is not { } reason)
        {
            return next(context);
        }

        Log.CrossOriginRefused(logger, request.Method, request.Path, reason);
        return new Refusal(StatusCodes.Status403Forbidden, "Only the gallery's own pages may do this.").ExecuteAsync(context);
    }

    /// <summary>Whether a browser sent it, as far as it says.</summary>
    public static bool IsFromBrowser(HttpRequest request) => request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.Origin.Count > 0;

    private static string? Reason(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return null;
        }

        string? site = request.Headers["Sec-Fetch-Site"];
        if (!string.IsNullOrEmpty(site))
        {
            return site is "same-origin" or "none" ? null : "it comes from another site";
        }

        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin))
        {
            return null;
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? null
            : "its origin is not the host it asks";
    }
}
