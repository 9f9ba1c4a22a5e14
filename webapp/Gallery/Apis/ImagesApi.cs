using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Security;
using Vignette.Pipeline.Intake;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary><c>/api/images</c> and <c>/api/image_status</c>.</summary>
internal static class ImagesApi
{
    private const int MaxCount = 100_000;

    public static void MapImagesApi(this IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/api/images").WithTags("Images");
        images.MapGet("", ListAsync)
            .Allows(Right.Look)
            .WithName("ListImages")
            .WithSummary("Images that match, page by page")
            .WithDescription(
                "Pages do not shift while images are added: `cursor` is the `next` of the page before, in the same order. Every word of `q` must occur, as a prefix; "
                + "`\"…\"` finds a phrase. `label` is of a box or a suggestion; days are as 2026-01-31, both ends included, those of uploads UTC's; `sort` is one of newest, oldest, "
                + "taken_newest, taken_oldest (images without a camera's date last) and name.")
            .Produces<ImageList>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        images.MapGet("facets", FacetsAsync)
            .Allows(Right.Look)
            .WithName("GetFacets")
            .WithSummary("What the images that match have in common, with counts")
            .WithDescription($"Of the newest {ImageFacets.MaxImages} that match; `hasMore` says whether there are more.")
            .Produces<ImageFacets>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        images.MapGet("count", CountAsync)
            .Allows(Right.Look)
            .WithName("CountImages")
            .WithSummary("How many images match")
            .WithDescription($"Counted up to {MaxCount}; `hasMore` says whether there are more.")
            .Produces<ImageCount>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        images.MapGet("ids", IdsAsync)
            .Allows(Right.Look)
            .WithName("ListImageIds")
            .WithSummary("The ids of the images that match, page by page")
            .WithDescription($"{ImageReader.MaxIds} at a time, for what is done with many: see `bulk`.")
            .Produces<ImageIds>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        images.MapGet("{id:imageId}", GetAsync)
            .Allows(Right.Look)
            .WithName("GetImage")
            .WithSummary("An image with tags, objects and history")
            .Produces<ImageWithDetails>()
            .ProducesProblem(StatusCodes.Status404NotFound);

        var changes = images.MapGroup("{id:imageId}").RequireBrowserToken();
        changes.MapPatch("", PatchAsync)
            .Allows(Right.Annotate)
            .WithName("EditImage")
            .WithSummary("Changes caption and tags")
            .Produces<ImageWithDetails>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        changes.MapDelete("", DeleteAsync)
            .Allows(Right.Manage)
            .WithName("DeleteImage")
            .WithSummary("Deletes an image: it goes to the trash, where it can be restored for some weeks")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        changes.MapPost("retry", RetryAsync)
            .Allows(Right.Annotate)
            .WithName("RetryImage")
            .WithSummary("Starts the failed tasks of an image again")
            .Produces<RetryReply>(StatusCodes.Status202Accepted)
            .Produces<RetryReply>()
            .ProducesProblem(StatusCodes.Status404NotFound);

        routes.MapGet("/api/image_status/{id}", StatusAsync)
            .Allows(Right.Look)
            .WithName("GetImageStatus")
            .WithSummary("How far an image is")
            .WithTags("Images")
            .Produces<ImageStatus>()
            .Produces<ImageStatusNotFound>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] ListParameters parameters,
        string? limit,
        string? cursor,
        VisibleImages images,
        CancellationToken cancellationToken) =>
        ImageQueries.TryRead(parameters, limit, cursor, out var query, out var refusal)
            ? Results.Ok(ImageList.Of(await images.ListAsync(query, cancellationToken)))
            : refusal;

    private static async Task<IResult> FacetsAsync([AsParameters] ListParameters parameters, VisibleImages images, GalleryFacets facets, CancellationToken cancellationToken) =>
        ImageQueries.TryRead(parameters, limit: null, cursor: null, out var query, out var refusal)
            ? Results.Ok(await facets.OfAsync(images, query, cancellationToken))
            : refusal;

    private static async Task<IResult> CountAsync([AsParameters] ListParameters parameters, VisibleImages images, CancellationToken cancellationToken) =>
        ImageQueries.TryRead(parameters, limit: null, cursor: null, out var query, out var refusal)
            ? Results.Ok(ImageCount.Of(await images.CountAsync(query, MaxCount + 1, cancellationToken), MaxCount))
            : refusal;

    private static async Task<IResult> IdsAsync([AsParameters] ListParameters parameters, string? cursor, VisibleImages images, CancellationToken cancellationToken) =>
        ImageQueries.TryRead(parameters, limit: null, cursor, out var query, out var refusal)
            ? Results.Ok(ImageIds.Of(await images.ListIdsAsync(query, cancellationToken)))
            : refusal;

    private static async Task<IResult> GetAsync(ImageId id, VisibleImages images, CancellationToken cancellationToken) =>
        await images.DetailsAsync(id, cancellationToken) is { } details ? Results.Ok(new ImageWithDetails(details)) : NoSuchImage();

    private static async Task<IResult> PatchAsync(ImageId id, ImagePatch patch, Caller caller, AnnotationIntake annotations, CancellationToken cancellationToken)
    {
        if (!EditInput.TryRead(patch.Caption, patch.Tags, patch.Version, out var edit, out var problem))
        {
            return new Refusal(StatusCodes.Status400BadRequest, problem);
        }

        var result = await annotations.ApplyAsync(id, edit, caller.Name, cancellationToken);
        if (result.Details is not { } details)
        {
            return NoSuchImage();
        }

        return result.Outcome == EditOutcome.Conflict
            ? new Refusal(StatusCodes.Status409Conflict, "Somebody else changed this image meanwhile.") { Members = new() { ["version"] = details.Image.Version } }
            : Results.Ok(new ImageWithDetails(details));
    }

    private static async Task<IResult> DeleteAsync(ImageId id, Caller caller, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.TrashAsync(id, caller.Name, cancellationToken) ? Results.NoContent() : NoSuchImage();

    private static async Task<IResult> RetryAsync(ImageId id, ImageRetry retry, CancellationToken cancellationToken) =>
        await retry.RetryAsync(id, cancellationToken) switch
        {
            RetryOutcome.Started => Results.Accepted(Links.Page(id), new RetryReply(Started: true)),
            RetryOutcome.NothingFailed => Results.Ok(new RetryReply(Started: false)),
            _ => NoSuchImage(),
        };

    private static async Task<IResult> StatusAsync(string id, VisibleImages images, CancellationToken cancellationToken) =>
        ImageId.TryParse(id, out var known) && await images.FindAsync(known, cancellationToken) is { } image
            ? Results.Ok(ImageStatus.Of(image))
            : Results.NotFound(new ImageStatusNotFound("not_found", "There is no such image."));

    private static Refusal NoSuchImage() => new(StatusCodes.Status404NotFound, "There is no such image.");
}
