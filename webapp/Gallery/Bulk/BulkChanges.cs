using System.Data.Common;
using Microsoft.Extensions.Logging;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Pipeline;
using Vignette.Pipeline.Intake;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Bulk;

/// <summary>Does one thing with many images, each on its own: what fails for one, or may not be done with it, does not hinder the others.</summary>
internal sealed class BulkChanges(
    Caller caller,
    VisibleImages images,
    ImageAccess access,
    AnnotationIntake annotations,
    ImageRemover remover,
    ImageRetry retry,
    ILogger<BulkChanges> logger)
{
    // Few, so that one request leaves the others room.
    private const int AtOnce = 4;

    // Others may be changing the same image.
    private const int Tries = 3;

    public async Task<IReadOnlyList<BulkResult>> ApplyAsync(BulkChange change, CancellationToken cancellationToken)
    {
        var results = new BulkResult[change.Ids.Count];
        await Parallel.ForAsync(
            0,
            results.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => results[i] = await ApplyAsync(change.Ids[i], change, token));
        return results;
    }

    private async Task<BulkResult> ApplyAsync(ImageId id, BulkChange change, CancellationToken cancellationToken)
    {
        try
        {
            var (outcome, reason) = await RunIfAllowedAsync(id, change, cancellationToken);
            return new BulkResult(id.ToString(), outcome, reason);
        }
        catch (Exception fault) when (fault is TransientFault or DbException { IsTransient: true } && !cancellationToken.IsCancellationRequested)
        {
            Log.BulkChangeFailed(logger, fault, id);
            return new BulkResult(id.ToString(), BulkOutcome.Failed, "Something that is needed for this is away. Please try again in a moment.");
        }
    }

    private async Task<(BulkOutcome Outcome, string? Reason)> RunIfAllowedAsync(ImageId id, BulkChange change, CancellationToken cancellationToken)
    {
        var rule = change.Action is BulkAction.Share or BulkAction.Unshare or BulkAction.Delete or BulkAction.Restore ? PictureRule.Own : PictureRule.Seen;
        var verdict = await access.FindAsync(id, cancellationToken) is { } holding ? rule.Judge(caller, holding) : PictureVerdict.Allowed;
        return verdict switch
        {
            PictureVerdict.Hidden => change.Action == BulkAction.Restore ? NotInTrash : NotFound,
            PictureVerdict.NotOwn => (BulkOutcome.Failed, PictureRules.NotOwn),
            _ => await RunAsync(id, change, cancellationToken),
        };
    }

    private async Task<(BulkOutcome Outcome, string? Reason)> RunAsync(ImageId id, BulkChange change, CancellationToken cancellationToken) => change.Action switch
    {
        BulkAction.Tag or BulkAction.Untag => await TagAsync(id, change, cancellationToken),
        BulkAction.Review => await ReviewAsync(id, change.Review!.Value, cancellationToken),
        BulkAction.Retry => await retry.RetryAsync(id, cancellationToken) switch
        {
            RetryOutcome.Started => (BulkOutcome.Done, null),
            RetryOutcome.NothingFailed => (BulkOutcome.Unchanged, null),
            _ => NotFound,
        },
        BulkAction.Delete => await remover.TrashAsync(id, caller.Name, cancellationToken) ? (BulkOutcome.Done, null) : NotFound,
        BulkAction.Restore => await remover.RestoreAsync(id, cancellationToken) ? (BulkOutcome.Done, null) : NotInTrash,
        BulkAction.Share => await ShowAsync(id, Visibility.Shared, cancellationToken),
        BulkAction.Unshare => await ShowAsync(id, Visibility.Private, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Action, null),
    };

    private static (BulkOutcome Outcome, string? Reason) NotInTrash => (BulkOutcome.NotFound, "It is not in the trash.");

    private static (BulkOutcome Outcome, string? Reason) NotFound => (BulkOutcome.NotFound, "There is no such image.");

    private async Task<(BulkOutcome Outcome, string? Reason)> ShowAsync(ImageId id, Visibility visibility, CancellationToken cancellationToken)
    {
        if (await images.FindAsync(id, cancellationToken) is not { } image)
        {
            return NotFound;
        }

        return image.Visibility == visibility ? (BulkOutcome.Unchanged, null)
            : await access.ShowAsync(id, visibility, cancellationToken) ? (BulkOutcome.Done, null)
            : NotFound;
    }

    private async Task<(BulkOutcome Outcome, string? Reason)> TagAsync(ImageId id, BulkChange change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await images.DetailsAsync(id, cancellationToken) is not { } details)
            {
                return NotFound;
            }

            var named = change.Tags.ToHashSet(StringComparer.OrdinalIgnoreCase);
            var tags = change.Action == BulkAction.Untag
                ? [.. details.Tags.Where(tag => !named.Contains(tag))]
                : details.Tags.Union(change.Tags, StringComparer.OrdinalIgnoreCase).ToList();
            if (tags.Count == details.Tags.Count)
            {
                return (BulkOutcome.Unchanged, null);
            }

            var edit = new AnnotationEdit { Tags = tags, FromVersion = details.Image.Version };
            if (edit.Problem() is { } problem)
            {
                return (BulkOutcome.Failed, problem);
            }

            switch ((await annotations.ApplyAsync(id, edit, caller.Name, cancellationToken)).Outcome)
            {
                case EditOutcome.Applied:
                    return (BulkOutcome.Done, null);
                case EditOutcome.NotFound:
                    return NotFound;
                case EditOutcome.Conflict when attempt < Tries:
                    break;
                default:
                    return (BulkOutcome.Failed, "Somebody else is changing this image.");
            }
        }
    }

    private async Task<(BulkOutcome Outcome, string? Reason)> ReviewAsync(ImageId id, ReviewState review, CancellationToken cancellationToken)
    {
        if (await images.FindAsync(id, cancellationToken) is not { } image)
        {
            return NotFound;
        }

        if (image.Review == review)
        {
            return (BulkOutcome.Unchanged, null);
        }

        return (await annotations.ApplyAsync(id, new AnnotationEdit { Review = review }, caller.Name, cancellationToken)).Outcome == EditOutcome.Applied ? (BulkOutcome.Done, null) : NotFound;
    }
}
