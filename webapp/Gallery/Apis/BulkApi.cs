using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Bulk;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Security;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary><c>/api/images/bulk</c>: one thing done with many images.</summary>
internal static class BulkApi
{
    public static void MapBulkApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/images/bulk", RunAsync)
            .Allows(Right.Annotate)
            .RequireBrowserToken()
            .WithName("ChangeImages")
            .WithSummary("Does one thing with many images")
            .WithDescription(
                $"At most {BulkRequest.MaxIds} at a time: what matches a search is read from `ids` and sent piece by piece, so that progress is seen and nothing is lost when it breaks off. "
                + "Each image is on its own: the reply says what came of it, and doing it again does no harm. `restore` undoes `delete`. Only an image's owner, or an administrator, shares, deletes and restores it.")
            .WithTags("Images")
            .Produces<BulkReply>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> RunAsync(BulkRequest request, BulkChanges changes, CancellationToken cancellationToken)
    {
        if (!TryRead(request, out var change, out var problem))
        {
            return new Refusal(StatusCodes.Status400BadRequest, problem);
        }

        return Results.Ok(new BulkReply(await changes.ApplyAsync(change, cancellationToken)));
    }

    private static bool TryRead(BulkRequest request, [NotNullWhen(true)] out BulkChange? change, [NotNullWhen(false)] out string? problem)
    {
        change = null;
        problem = null;
        var ids = new List<ImageId>();
        foreach (var text in request.Ids ?? [])
        {
            if (!ImageId.TryParse(text, out var id))
            {
                problem = "ids are image ids: 32 lower-case hexadecimal digits each.";
                return false;
            }

            ids.Add(id);
        }

        if (ids.Count is 0 or > BulkRequest.MaxIds || ids.Distinct().Count() < ids.Count)
        {
            problem = $"ids are 1 to {BulkRequest.MaxIds} image ids, none of them twice.";
        }
        else if (request.Action is not { } action)
        {
            problem = "action is one of tag, untag, review, retry, share, unshare, delete and restore.";
        }
        else
        {
            var tags = request.Tags?.Select(tag => tag?.Trim() ?? "").ToList();
            var review = ReviewStates.Parse(request.Review);
            problem = action switch
            {
                BulkAction.Tag or BulkAction.Untag when tags is null or [] => "tags are those to add or to take away: at least one.",
                BulkAction.Tag or BulkAction.Untag => new AnnotationEdit { Tags = tags }.Problem(),
                BulkAction.Review when review is null => "review is one of unreviewed, in_progress and approved.",
                _ => null,
            };
            change = new BulkChange(ids, action, tags ?? [], review);
        }

        return problem is null;
    }
}
