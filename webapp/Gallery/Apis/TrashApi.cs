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

/// <summary><c>/api/trash</c>, and the way out of it.</summary>
internal static class TrashApi
{
    public static void MapTrashApi(this IEndpointRouteBuilder routes)
    {
        var trash = routes.MapGroup("/api/trash").WithTags("Trash");
        trash.MapGet("", ListAsync)
            .Allows(Right.Look)
            .WithName("ListTrash")
            .WithSummary("Deleted images that can be restored, what was deleted last first")
            .WithDescription("Pages do not shift while images come and go: `cursor` is the `next` of the page before.")
            .Produces<TrashList>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

        var changes = trash.MapGroup("").Allows(Right.Manage).RequireBrowserToken();
        changes.MapDelete("", EmptyAsync)
            .WithName("EmptyTrash")
            .WithSummary("Deletes all that is in the trash for good")
            .WithDescription("Nobody finds the images from now on; their files go within minutes.")
            .Produces<TrashReply>();
        changes.MapPost("restore", RestoreAllAsync)
            .WithName("RestoreTrash")
            .WithSummary("Restores all that is in the trash")
            .Produces<TrashReply>();
        changes.MapDelete("{id:imageId}", PurgeAsync)
            .WithName("PurgeImage")
            .WithSummary("Deletes an image that is in the trash for good, with everything made of it")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);

        routes.MapPost("/api/images/{id:imageId}/restore", RestoreAsync)
            .Allows(Right.Manage)
            .RequireBrowserToken()
            .WithTags("Trash")
            .WithName("RestoreImage")
            .WithSummary("Takes an image out of the trash, as it was")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static Refusal NotInTrash() => new(StatusCodes.Status404NotFound, "This image is not in the trash. It may have been restored, or deleted for good.");

    private static async Task<IResult> ListAsync(string? limit, string? cursor, Caller caller, ImageTrash trash, CancellationToken cancellationToken) =>
        TrashQueries.TryRead(limit, cursor, out var count, out var after, out var refusal)
            ? Results.Ok(TrashList.Of(await trash.ListAsync(caller.Viewer, after, count, cancellationToken)))
            : refusal;

    private static async Task<IResult> EmptyAsync(Caller caller, ImageRemover remover, CancellationToken cancellationToken) =>
        Results.Ok(new TrashReply(await remover.EmptyAsync(caller.Viewer, cancellationToken)));

    private static async Task<IResult> RestoreAllAsync(Caller caller, ImageRemover remover, CancellationToken cancellationToken) =>
        Results.Ok(new TrashReply(await remover.RestoreAllAsync(caller.Viewer, cancellationToken)));

    private static async Task<IResult> PurgeAsync(ImageId id, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.PurgeAsync(id, cancellationToken) ? Results.NoContent() : NotInTrash();

    private static async Task<IResult> RestoreAsync(ImageId id, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.RestoreAsync(id, cancellationToken) ? Results.NoContent() : NotInTrash();
}
