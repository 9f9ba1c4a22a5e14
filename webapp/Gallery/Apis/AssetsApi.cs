using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Assets;

namespace Vignette.Gallery.Apis;

/// <summary><c>/assets</c>: what the pages are made with.</summary>
internal static class AssetsApi
{
    public static void MapAssetsApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{version}/{name}", Get).Allows(Right.Open).DisableRateLimiting().ExcludeFromDescription();

    private static IResult Get(string version, string name, GalleryAssets assets, HttpResponse response)
    {
        if (assets.Find(name) is not { } asset)
        {
            return Results.NotFound();
        }

        // A page of another release, while hosts are being replaced, gets what is there, but may not keep it.
        response.Headers.CacheControl = version == assets.Version ? "public, max-age=31536000, immutable" : "no-store";
        return Results.Bytes(asset.Content, asset.MediaType);
    }
}
