using Microsoft.AspNetCore.Http;

namespace Vignette.Gallery.Errors;

/// <summary>What a client says it wants to read.</summary>
internal static class Accepts
{
    /// <summary>Asks for JSON by name.</summary>
    public static bool Json(HttpRequest request) =>
        Names(request, "application/json") || Names(request, "application/problem+json");

    /// <summary>Is a browser that opens a page; of the API only where it says so, as for a download.</summary>
    public static bool Html(HttpRequest request) =>
        Names(request, "text/html") && !Json(request) && (!request.Path.StartsWithSegments("/api") || request.Headers["Sec-Fetch-Mode"] == "navigate");

    private static bool Names(HttpRequest request, string mediaType)
    {
        foreach (var value in request.Headers.Accept)
        {
            if (value?.Contains(mediaType, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
