using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Pages;
using Vignette.Gallery.Security;
using Vignette.Pipeline;
using Vignette.Pipeline.Intake;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>The pages, and what their forms are sent to where no script runs.</summary>
internal static class PagesApi
{
    private const int Latest = 12;

    private const int MaxTiles = ImageQuery.DefaultLimit;

    public static void MapPagesApi(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapTrashPages();

        var shown = pages.MapGroup("").Allows(Right.Look);
        shown.MapGet("/", UploadAsync);
        shown.MapGet(Links.Gallery, GalleryAsync);
        shown.MapGet("/gallery/tiles", TilesAsync);
        shown.MapGet("/gallery/selection", Selection);
        shown.MapGet("/images/{id:imageId}", ImageAsync);
        shown.MapGet(Links.Exchange, ExchangeAsync);

        var forms = pages.MapGroup("/images/{id:imageId}").RequireFormToken();
        forms.MapPost("edit", EditAsync).Allows(Right.Annotate);
        forms.MapPost("retry", RetryAsync).Allows(Right.Annotate);
        forms.MapPost("delete", DeleteAsync).Allows(Right.Manage);
        forms.MapPost("restore", RestoreAsync).Allows(Right.Manage);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context,
        VisibleImages images,
        FormTokens tokens,
        PipelineOptions limits,
        GalleryOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var mark = Mark(time);
        var latest = await images.ListAsync(new ImageQuery { Limit = Latest }, cancellationToken);
        var token = tokens.Issue(context);
        return new View<UploadModel>("Upload", new UploadModel(token, limits.MaxFileBytes, options.UploadOrigin is not null, options.RequestLimit, Tiles(latest.Images, token, limits), mark));
    }

    private static async Task<IResult> GalleryAsync(
        [AsParameters] ListParameters parameters,
        string? after,
        string? trashed,
        HttpContext context,
        Caller caller,
        VisibleImages images,
        GalleryFacets facets,
        ImageTrash trash,
        FormTokens tokens,
        PipelineOptions limits,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!ImageQueries.TryRead(parameters, limit: null, after, out var query, out var refusal))
        {
            return refusal;
        }

        var mark = Mark(time);
        var page = await images.ListAsync(query, cancellationToken);
        var filter = new GalleryFilter(query);
        return new View<GalleryModel>("Gallery", new GalleryModel(
            filter,
            Tiles(page.Images, context, tokens, limits) with { Filter = filter },
            page.Next is { } next ? filter.Url(next) : null,
            IsFirst: query.After is null,
            await facets.OfAsync(images, query, cancellationToken),
            page.Images.Count == 0 ? await LooserAsync(filter, images, cancellationToken) : [],
            context.Request.QueryString.HasValue ? UploadNotice.Read(context.Request.Query) : null,
            ImageId.TryParse(trashed, out var id) && await trash.FindAsync(caller.Viewer, id, cancellationToken) is { } gone ? new TrashNotice(gone.Image, tokens.Issue(context)) : null,
            mark));
    }

    // Where nothing was found: which filter to give up.
    private static async Task<IReadOnlyList<LooserFilter>> LooserAsync(GalleryFilter filter, VisibleImages images, CancellationToken cancellationToken)
    {
        var looser = new List<LooserFilter>();
        foreach (var chip in filter.Chips)
        {
            looser.Add(new LooserFilter(chip, await images.CountAsync(chip.Without.Query, LooserFilter.MaxCount, cancellationToken)));
        }

        return [.. looser.Where(each => each.Count > 0 && !each.Dropped.Without.IsEmpty)];
    }

    private static async Task<IResult> ExchangeAsync(
        [AsParameters] ListParameters parameters,
        HttpContext context,
        VisibleImages images,
        FormTokens tokens,
        GalleryOptions options,
        CancellationToken cancellationToken) =>
        ImageQueries.TryRead(parameters, limit: null, cursor: null, out var query, out var refusal)
            ? new View<ExchangeModel>("Exchange", new ExchangeModel(
                [.. ImageQueries.Parameters(query)],
                await images.CountAsync(query, ExchangeModel.MaxCount + 1, cancellationToken),
                tokens.Issue(context),
                options.RequestLimit))
            : refusal;

    /// <summary>Some tiles alone, for a page that shows them already and has heard that they changed.</summary>
    private static async Task<IResult> TilesAsync(
        [AsParameters] ListParameters parameters,
        string? ids,
        HttpContext context,
        VisibleImages images,
        FormTokens tokens,
        PipelineOptions limits,
        CancellationToken cancellationToken)
    {
        var texts = (ids ?? "").Split(',');
        if (texts.Length > MaxTiles || !texts.All(text => ImageId.TryParse(text, out _)))
        {
            return new Refusal(StatusCodes.Status400BadRequest, $"ids are 1 to {MaxTiles} image ids with commas between.");
        }

        var found = new List<ImageRecord>();
        foreach (var id in texts.Select(ImageId.Parse))
        {
            if (await images.FindAsync(id, cancellationToken) is { } image)
            {
                found.Add(image);
            }
        }

        // The list that they are shown in, for their links; a page that shows no list says none.
        var filter = context.Request.Query.ContainsKey("list") && ImageQueries.TryRead(parameters, limit: null, cursor: null, out var query, out _) ? new GalleryFilter(query) : null;
        return new View<TilesModel>("_Tiles", Tiles(found, context, tokens, limits) with { Filter = filter });
    }

    /// <summary>What can be done with pictures that are selected: apart, since its token costs time and few select.</summary>
    private static View<SelectionModel> Selection(HttpContext context, FormTokens tokens) => new("_Selection", new SelectionModel(tokens.Issue(context)));

    private static async Task<IResult> ImageAsync(
        ImageId id,
        [AsParameters] ListParameters parameters,
        HttpContext context,
        VisibleImages images,
        FormTokens tokens,
        PipelineOptions limits,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var mark = Mark(time);
        return await images.DetailsAsync(id, cancellationToken) is { } details
            ? new View<ImageModel>("Image", new ImageModel(details, tokens.Issue(context), limits.PreviewSide, Edit: null, mark, await PlaceAsync(id, parameters, images, cancellationToken)))
            : NoSuchImage();
    }

    // An address that says no list that there is, is one of the picture alone.
    private static async Task<ImagePlace> PlaceAsync(ImageId id, ListParameters parameters, VisibleImages images, CancellationToken cancellationToken)
    {
        if (!ImageQueries.TryRead(parameters, limit: null, cursor: null, out var query, out _))
        {
            return ImagePlace.None;
        }

        var filter = new GalleryFilter(query);
        var neighbours = await images.NeighboursAsync(query, id, cancellationToken);
        return new ImagePlace(filter.Url(), Address(neighbours?.Previous), Address(neighbours?.Next));

        string? Address(ImageId? other) => other is { } there ? Links.Page(there) + filter.Suffix : null;
    }

    private static async Task<IResult> EditAsync(
        ImageId id,
        HttpContext context,
        Caller caller,
        VisibleImages images,
        AnnotationIntake annotations,
        FormTokens tokens,
        PipelineOptions limits,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string caption = form["caption"].ToString(), tags = form["tags"].ToString();
        long? version = long.TryParse(form["version"], out var number) ? number : null;
        var isValid = EditInput.TryRead(caption, TagList(tags), version, out var edit, out var problem);
        if (isValid)
        {
            switch ((await annotations.ApplyAsync(id, edit!, caller.Name, cancellationToken)).Outcome)
            {
                case EditOutcome.Applied:
                    return new SeeOther(Links.Page(id));
                case EditOutcome.NotFound:
                    return NoSuchImage();
                default:
                    problem = "Somebody else changed this image while you were writing. Your text is still here; saving it again puts it in place of theirs.";
                    break;
            }
        }

        return await images.DetailsAsync(id, cancellationToken) is { } details
            ? new View<ImageModel>(
                "Image",
                new ImageModel(details, tokens.Issue(context), limits.PreviewSide, new EditAttempt(caption, tags, problem!), Mark(time), ImagePlace.None),
                isValid ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest)
            : NoSuchImage();
    }

    private static async Task<IResult> RetryAsync(ImageId id, ImageRetry retry, CancellationToken cancellationToken) =>
        await retry.RetryAsync(id, cancellationToken) == RetryOutcome.NotFound ? NoSuchImage() : new SeeOther(Links.Page(id));

    private static async Task<IResult> DeleteAsync(ImageId id, Caller caller, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.TrashAsync(id, caller.Name, cancellationToken) ? new SeeOther(Links.GalleryAfterDeleting(id)) : NoSuchImage();

    private static async Task<IResult> RestoreAsync(ImageId id, ImageRemover remover, CancellationToken cancellationToken) =>
        await remover.RestoreAsync(id, cancellationToken) ? new SeeOther(Links.Page(id)) : TrashApi.NotInTrash();

    private static string[] TagList(string tags) => tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A token makes a cookie and costs time: only for pages that have a form.
    private static TilesModel Tiles(IReadOnlyList<ImageRecord> images, HttpContext context, FormTokens tokens, PipelineOptions limits) =>
        Tiles(images, images.Any(image => image.OverallStatus == TaskState.Failed) ? tokens.Issue(context) : null, limits);

    private static TilesModel Tiles(IReadOnlyList<ImageRecord> images, string? token, PipelineOptions limits) =>
        new(images, token, limits.ThumbnailWidth, limits.ThumbnailHeight);

    private static long Mark(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Refusal NoSuchImage() => new(StatusCodes.Status404NotFound, "There is no such image. It may have been deleted.");
}
