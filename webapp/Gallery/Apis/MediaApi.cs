using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vignette.Gallery.Access;
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
        var media = routes.MapGroup("/media/{id:imageId}").Allows(Right.Look).DisableRateLimiting().WithTags("Media");
        var trash = routes.MapGroup("/media/trash/{id:imageId}").Allows(Right.Look).DisableRateLimiting().WithTags("Trash");
        foreach (var rendition in RenditionNames.All)
        {
            var name = $"{char.ToUpperInvariant(rendition[0])}{rendition[1..]}";
            MapRendition(media, rendition, RenditionHandler(rendition))
                .WithName($"Get{name}")
                .WithSummary($"The image's {rendition}, a JPEG")
                .WithDescription("Under the address that a list gives, with its version `v`, it may be kept for good.");
            MapRendition(trash, rendition, TrashedRenditionHandler(rendition))
                .WithName($"GetTrashed{name}")
                .WithSummary($"The {rendition} of an image in the trash, a JPEG");
        }

        MapOriginal(media, GetOriginalAsync)
            .WithName("GetOriginal")
            .WithSummary("The file as it was uploaded; with `download=1`, to be saved under its name");
        MapOriginal(trash, GetTrashedOriginalAsync)
            .WithName("GetTrashedOriginal")
            .WithSummary("The file of an image in the trash, as it was uploaded; with `download=1`, to be saved under its name");
    }

    private static RouteHandlerBuilder MapRendition(RouteGroupBuilder media, string name, Delegate handler) =>
        MapPicture(media, name, handler).Produces(StatusCodes.Status200OK, contentType: ImageFormat.Jpeg.MediaType());

    private static RouteHandlerBuilder MapOriginal(RouteGroupBuilder media, Delegate handler) =>
        MapPicture(media, "original", handler).Produces(
            StatusCodes.Status200OK,
            responseType: null,
            ImageFormat.Jpeg.MediaType(),
            ImageFormat.Png.MediaType(),
            ImageFormat.Gif.MediaType(),
            ImageFormat.WebP.MediaType());

    private static RouteHandlerBuilder MapPicture(RouteGroupBuilder media, string name, Delegate handler)
    {
        media.MapMethods(name, [HttpMethods.Head], handler).ExcludeFromDescription();
        return media.MapGet(name, handler)
            .Produces(StatusCodes.Status302Found)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Delegate RenditionHandler(string rendition) =>
        async (ImageId id, string? v, VisibleImages images, ImageStores stores, GalleryOptions options, HttpResponse response, CancellationToken cancellationToken) =>
            await images.ExistsAsync(id, cancellationToken)
                ? await SendRenditionAsync(id, rendition, isVersioned: !string.IsNullOrEmpty(v), stores, options, response, cancellationToken)
                : NotThere();

    private static Delegate TrashedRenditionHandler(string rendition) =>
        async (ImageId id, Caller caller, ImageTrash trash, ImageStores stores, GalleryOptions options, HttpResponse response, CancellationToken cancellationToken) =>
            await trash.FindAsync(caller.Viewer, id, cancellationToken) is not null
                ? await SendRenditionAsync(id, rendition, isVersioned: false, stores, options, response, cancellationToken)
                : NotThere();

    private static async Task<IResult> GetOriginalAsync(
        ImageId id,
        string? download,
        VisibleImages images,
        ImageStores stores,
        GalleryOptions options,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        await SendOriginalAsync(await images.FindAsync(id, cancellationToken), download, stores, options, response, cancellationToken);

    private static async Task<IResult> GetTrashedOriginalAsync(
        ImageId id,
        string? download,
        Caller caller,
        ImageTrash trash,
        ImageStores stores,
        GalleryOptions options,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        await SendOriginalAsync((await trash.FindAsync(caller.Viewer, id, cancellationToken))?.Image, download, stores, options, response, cancellationToken);

    private static async Task<IResult> SendOriginalAsync(
        ImageRecord? image, string? download, ImageStores stores, GalleryOptions options, HttpResponse response, CancellationToken cancellationToken) =>
        image is null
            ? NotThere()
            : await SendAsync(
                stores.Originals,
                image.ObjectKey,
                image.ContentType,
                downloadName: string.IsNullOrEmpty(download) ? null : image.FileName,
                isVersioned: false,
                options,
                response,
                cancellationToken);

    private static Task<IResult> SendRenditionAsync(
        ImageId id, string rendition, bool isVersioned, ImageStores stores, GalleryOptions options, HttpResponse response, CancellationToken cancellationToken) =>
        SendAsync(
            stores.Renditions,
            ObjectKeys.Rendition(id, rendition),
            ImageFormat.Jpeg.MediaType(),
            downloadName: null,
            isVersioned,
            options,
            response,
            cancellationToken);

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
