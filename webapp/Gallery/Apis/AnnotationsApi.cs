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

/// <summary><c>/api/images/{id}/annotations</c> and <c>/api/labels</c>: what the editor works with.</summary>
internal static class AnnotationsApi
{
    // 500 boxes with labels of 64 characters, each of them escaped, a caption and 50 tags have some 300 KB.
    private const long MaxRequestBytes = 512 << 10;

    private const int MaxHistory = 50;

    private const int MaxLabels = 20;

    public static void MapAnnotationsApi(this IEndpointRouteBuilder routes)
    {
        var annotations = routes.MapGroup("/api/images/{id:imageId}/annotations").WithTags("Annotations");
        annotations.MapGet("", GetAsync)
            .Allows(Right.Look)
            .WithName("GetAnnotations")
            .WithSummary("All that is said about an image, and by whom")
            .Produces<AnnotationDocument>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        annotations.MapPut("", PutAsync)
            .Allows(Right.Annotate)
            .RequireBrowserToken()
            .WithMetadata(new RequestSizeLimit(MaxRequestBytes))
            .WithName("PutAnnotations")
            .WithSummary("Brings boxes, decisions about suggestions, review, caption and tags to what they should be")
            .WithDescription("409 carries the present document as `present`, where somebody else changed the image since `version` or a suggestion that is turned down is there no more.")
            .Produces<AnnotationDocument>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        routes.MapGet("/api/labels", LabelsAsync)
            .Allows(Right.Look)
            .WithName("ListLabels")
            .WithSummary("Labels in use that begin with `q`")
            .WithDescription($"At most {MaxLabels}, those that most images have first; without `q`, those of the latest images.")
            .WithTags("Annotations")
            .Produces<LabelList>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> GetAsync(ImageId id, VisibleImages images, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "private, no-cache";
        return await images.DetailsAsync(id, cancellationToken) is { } details
            ? Results.Ok(await DocumentAsync(details, images, cancellationToken))
            : NoSuchImage();
    }

    private static async Task<IResult> PutAsync(
        ImageId id,
        AnnotationInput input,
        Caller caller,
        AnnotationIntake annotations,
        VisibleImages images,
        CancellationToken cancellationToken)
    {
        if (!AnnotationInputs.TryRead(input, out var edit, out var problem))
        {
            return new Refusal(StatusCodes.Status400BadRequest, problem);
        }

        var result = await annotations.ApplyAsync(id, edit, caller.Name, cancellationToken);
        if (result.Details is null)
        {
            return NoSuchImage();
        }

        var document = await DocumentAsync(result.Details, images, cancellationToken);
        return result.Outcome == EditOutcome.Conflict
            ? new Refusal(StatusCodes.Status409Conflict, "Somebody else changed this image meanwhile.") { Members = new() { ["present"] = document } }
            : Results.Ok(document);
    }

    private static async Task<IResult> LabelsAsync(string? q, VisibleImages images, CancellationToken cancellationToken) =>
        q?.Length > AnnotationEdit.MaxLabelLength
            ? new Refusal(StatusCodes.Status400BadRequest, $"q has at most {AnnotationEdit.MaxLabelLength} characters.")
            : Results.Ok(new LabelList(await images.LabelsAsync(q, MaxLabels, cancellationToken)));

    private static async Task<AnnotationDocument> DocumentAsync(ImageDetails details, VisibleImages images, CancellationToken cancellationToken) =>
        new(details, await images.AnnotationHistoryAsync(details.Image.Id, MaxHistory, cancellationToken));

    private static Refusal NoSuchImage() => new(StatusCodes.Status404NotFound, "There is no such image.");
}
