using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Pages;
using Vignette.Gallery.Security;
using Vignette.Pipeline;
using Vignette.Pipeline.Intake;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>The trash's page, and what its forms are sent to where no script runs.</summary>
internal static class TrashPages
{
    public static void MapTrashPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Trash, ShowAsync).Allows(Right.Look);

        var forms = pages.MapGroup(Links.Trash).Allows(Right.Manage).RequireFormToken();
        forms.MapPost("empty", EmptyAsync);
        forms.MapPost("restore", RestoreAllAsync);
        forms.MapPost("{id:imageId}/purge", PurgeAsync);
        forms.MapPost("{id:imageId}/restore", RestoreAsync);
    }

    private static async Task<IResult> ShowAsync(
        string? after,
        HttpContext context,
        Caller caller,
        ImageTrash trash,
        FormTokens tokens,
        PipelineOptions limits,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!TrashQueries.TryRead(limit: null, after, out var count, out var cursor, out var refusal))
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var page = await trash.ListAsync(caller.Viewer, cursor, count, cancellationToken);
        return new View<TrashModel>("Trash", new TrashModel(
            page.Images,
            page.Images.Count == 0 ? 0 : await trash.CountAsync(caller.Viewer, cancellationToken),
            page.Next is { } next ? $"{Links.Trash}?after={next}" : null,
            tokens.Issue(context),
            now,
            limits.ThumbnailWidth,
            limits.ThumbnailHeight,
            limits.TrashTime.Days));
    }

    private static async Task<IResult> EmptyAsync(Caller caller, ImageRemover remover, CancellationToken cancellationToken)
    {
        await remover.EmptyAsync(caller.Viewer, cancellationToken);
        return new SeeOther(Links.Trash);
    }

    private static async Task<IResult> RestoreAllAsync(Caller caller, ImageRemover remover, CancellationToken cancellationToken)
    {
        await remover.RestoreAllAsync(caller.Viewer, cancellationToken);
        return new SeeOther(Links.Trash);
    }

    private static async Task<IResult> PurgeAsync(ImageId id, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.PurgeAsync(id, cancellationToken) ? new SeeOther(Links.Trash) : TrashApi.NotInTrash();

    private static async Task<IResult> RestoreAsync(ImageId id, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.RestoreAsync(id, cancellationToken) ? new SeeOther(Links.Trash) : TrashApi.NotInTrash();
}
