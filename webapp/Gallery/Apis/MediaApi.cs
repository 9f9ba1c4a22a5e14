using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vignette.Gallery.Errors;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary><c>/media</c>: the pictures themselves.</summary>
internal static class MediaApi
{
    public static void MapMediaApi(this IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/media/{id:imageId}").WithTags("Media");
        foreach (var rendition in RenditionNames.All)
        {
            MapPicture(media, rendition, RenditionHandler(rendition))
                .WithName($"Get{char.ToUpperInvariant(rendition[0])}{rendition[1..]}")
                .WithSummary($"The image's {rendition}, a JPEG")
                .WithDescription("Under the address that a list gives, with its version `v`, it may be kept for good.")
                .Produces(StatusCodes.Status200OK, contentType: ImageFormat.Jpeg.MediaType());
        }

        MapPicture(media, "original", GetOriginalAsync)
            .WithName("GetOriginal")
            .WithSummary("The file as it was uploaded; with `download=1`, to be saved under its name")
            .Produces(
                StatusCodes.Status200OK,
                responseType: null,
                ImageFormat.Jpeg.MediaType(),
                ImageFormat.Png.MediaType(),
                ImageFormat.Gif.MediaType(),
                ImageFormat.WebP.MediaType());
    }

    private static RouteHandlerBuilder MapPicture(RouteGroupBuilder media, string name, Delegate handler)
    {
        media.MapMethods(name, [HttpMethods.Head], handler).ExcludeFromDescription();
        return media.MapGet(name, handler)
            .Produces(StatusCodes.Status302Found)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Delegate RenditionHandler(string rendition) =>
        (ImageId id, string? v, ImageStores stores, GalleryOptions options, HttpResponse response, CancellationToken cancellationToken) =>
            SendAsync(
                stores.Renditions,
                ObjectKeys.Rendition(id, rendition),
                ImageFormat.Jpeg.MediaType(),
                downloadName: null,
                isVersioned: !string.IsNullOrEmpty(v),
                options,
                response,
                cancellationToken);

    private static async Task<IResult> GetOriginalAsync(
        ImageId id,
        string? download,
        ImageReader images,
        ImageStores stores,
        GalleryOptions options,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        await images.FindAsync(id, cancellationToken) is { } image
            ? await SendAsync(
                stores.Originals,
                image.ObjectKey,
                image.ContentType,
                downloadName: string.IsNullOrEmpty(download) ? null : image.FileName,
                isVersioned: false,
                options,
                response,
                cancellationToken)
            : NotThere();

    private static async Task<IResult> SendAsync(
        IObjectStore store,
        string key,
        string contentType,
        string? downloadName,
        bool isVersioned,
        GalleryOptions options,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (store.SignedGetUrl(key, options.SignedUrlLifetime, downloadName) is { } signed)
        {
            // Kept for half as long as it is good, so that nobody follows it too late.
            response.Headers.CacheControl = $"private, max-age={(int)options.SignedUrlLifetime.TotalSeconds / 2}";
            return Results.Redirect(signed.AbsoluteUri);
        }

        if (await store.GetAsync(key, cancellationToken) is not { } stored)
        {
            return NotThere();
        }

        response.Headers.CacheControl = isVersioned ? "private, max-age=31536000, immutable" : "private, no-cache";
        return Results.Stream(
            stored.Content,
            contentType,
            downloadName,
            stored.Info.LastModified,
            new EntityTagHeaderValue($"\"{stored.Info.ETag}\""),
            enableRangeProcessing: true);
    }

    private static Refusal NotThere() => new(StatusCodes.Status404NotFound, "There is no such picture.");
}
