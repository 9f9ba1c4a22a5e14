using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
    public static void MapImagesApi(this IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/api/images").WithTags("Images");
        images.MapGet("", ListAsync)
            .WithName("ListImages")
            .WithSummary("Images, newest first")
            .WithDescription("Pages do not shift while images are added: `cursor` is the `next` of the page before. Every word of `q` must occur, as a prefix; `\"…\"` finds a phrase.")
            .Produces<ImageList>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        images.MapGet("{id:imageId}", GetAsync)
            .WithName("GetImage")
            .WithSummary("An image with tags, objects and history")
            .Produces<ImageWithDetails>()
            .ProducesProblem(StatusCodes.Status404NotFound);

        var changes = images.MapGroup("{id:imageId}").RequireBrowserToken();
        changes.MapPatch("", PatchAsync)
            .WithName("EditImage")
            .WithSummary("Changes caption and tags")
            .Produces<ImageWithDetails>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        changes.MapDelete("", DeleteAsync)
            .WithName("DeleteImage")
            .WithSummary("Deletes an image: it goes to the trash, where it can be restored for some weeks")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        changes.MapPost("retry", RetryAsync)
            .WithName("RetryImage")
            .WithSummary("Starts the failed tasks of an image again")
            .Produces<RetryReply>(StatusCodes.Status202Accepted)
            .Produces<RetryReply>()
            .ProducesProblem(StatusCodes.Status404NotFound);

        routes.MapGet("/api/image_status/{id}", StatusAsync)
            .WithName("GetImageStatus")
            .WithSummary("How far an image is")
            .WithTags("Images")
            .Produces<ImageStatus>()
            .Produces<ImageStatusNotFound>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        string? q,
        string? tag,
        string? status,
        string? limit,
        string? cursor,
        ImageReader images,
        CancellationToken cancellationToken) =>
        ImageQueries.TryRead(q, tag, status, limit, cursor, out var query, out var refusal)
            ? Results.Ok(ImageList.Of(await images.ListAsync(query, cancellationToken)))
            : refusal;

    private static async Task<IResult> GetAsync(ImageId id, ImageReader images, CancellationToken cancellationToken) =>
        await images.DetailsAsync(id, cancellationToken) is { } details ? Results.Ok(new ImageWithDetails(details)) : NoSuchImage();

    private static async Task<IResult> PatchAsync(ImageId id, ImagePatch patch, HttpContext context, ImageAnnotations annotations, CancellationToken cancellationToken)
    {
        if (!SignedIn.TryRead(context, out var author, out var refusal))
        {
            return refusal;
        }

        if (!EditInput.TryRead(patch.Caption, patch.Tags, patch.Version, out var edit, out var problem))
        {
            return new Refusal(StatusCodes.Status400BadRequest, problem);
        }

        var result = await annotations.ApplyAsync(id, edit, author, cancellationToken);
        if (result.Details is not { } details)
        {
            return NoSuchImage();
        }

        return result.Outcome == EditOutcome.Conflict
            ? new Refusal(StatusCodes.Status409Conflict, "Somebody else changed this image meanwhile.") { Members = new() { ["version"] = details.Image.Version } }
            : Results.Ok(new ImageWithDetails(details));
    }

    private static async Task<IResult> DeleteAsync(ImageId id, HttpContext context, ImageRemover remover, CancellationToken cancellationToken)
    {
        if (!SignedIn.TryRead(context, out var user, out var refusal))
        {
            return refusal;
        }

        return await remover.TrashAsync(id, user, cancellationToken) ? Results.NoContent() : NoSuchImage();
    }

    private static async Task<IResult> RetryAsync(ImageId id, ImageRetry retry, CancellationToken cancellationToken) =>
        await retry.RetryAsync(id, cancellationToken) switch
        {
            RetryOutcome.Started => Results.Accepted(Links.Page(id), new RetryReply(Started: true)),
            RetryOutcome.NothingFailed => Results.Ok(new RetryReply(Started: false)),
            _ => NoSuchImage(),
        };

    private static async Task<IResult> StatusAsync(string id, ImageReader images, CancellationToken cancellationToken) =>
        ImageId.TryParse(id, out var known) && await images.FindAsync(known, cancellationToken) is { } image
            ? Results.Ok(ImageStatus.Of(image))
            : Results.NotFound(new ImageStatusNotFound("not_found", "There is no such image."));

    private static Refusal NoSuchImage() => new(StatusCodes.Status404NotFound, "There is no such image.");
}
