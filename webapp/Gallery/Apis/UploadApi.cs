using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Pages;
using Vignette.Gallery.Security;
using Vignette.Gallery.Uploads;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Intake;

namespace Vignette.Gallery.Apis;

/// <summary><c>/upload</c>: files in, by form or by program.</summary>
internal static class UploadApi
{
    public static void MapUploadApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost(WebTier.UploadPath, UploadAsync)
            .Allows(Right.Upload)
            .RequireRoom()
            // No limit for the whole: each part has its own, and so has their number.
            .WithMetadata(new RequestSizeLimit(MaxRequestBodySize: null))
            .WithName("Upload")
            .WithSummary("Takes pictures in: a multipart form with one or more parts named `file`")
            .WithDescription(
                "With `Accept: application/json` the reply tells what became of each file; a browser is sent on to the gallery. "
                + "A client that names its request by `Idempotency-Key` (at most 200 characters) may send it again after a failure: no picture comes in twice. `visibility=shared` shows what comes in to all who are signed in, `private` to its owner alone.")
            .WithTags("Upload")
            .Accepts<IFormFileCollection>("multipart/form-data")
            .Produces<UploadReply>(StatusCodes.Status201Created)
            .Produces(StatusCodes.Status303SeeOther)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The refusal of a request of which no file was taken.</summary>
    public static Refusal NothingAccepted(IReadOnlyList<IntakeResult.Rejected> rejected)
    {
        var kinds = rejected.Select(file => file.Kind).Distinct().ToArray();
        var status = kinds switch
        {
            [RejectionKind.TooLarge] => StatusCodes.Status413PayloadTooLarge,
            [RejectionKind.NotAnImage] => StatusCodes.Status415UnsupportedMediaType,
            _ => StatusCodes.Status400BadRequest,
        };
        return new Refusal(status, rejected.Count == 1 ? rejected[0].Reason : "None of the files was taken.")
        {
            Notes = [.. rejected.Select(file => $"{file.FileName}: {file.Reason}")],
            Members = new() { ["rejected"] = Reasons(rejected) },
        };
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Caller caller, UploadReader reader)
    {
        if (!Sender.TryRead(context, caller, out var sender, out var refusal))
        {
            return refusal;
        }

        UploadOutcome outcome;
        try
        {
            outcome = await reader.ReadAsync(context, sender);
        }
        catch (UploadFault fault)
        {
            if (!HttpProtocol.IsHttp2(context.Request.Protocol))
            {
                // What is left of the body is not worth reading.
                context.Response.Headers.Connection = "close";
            }

            return new Refusal(fault.Status, fault.Message);
        }

        if (outcome.Accepted.Count == 0)
        {
            return NothingAccepted(outcome.Rejected);
        }

        return Accepts.Json(context.Request)
            ? Results.Created((string?)null, Reply(outcome))
            : new SeeOther(UploadNotice.Of(outcome.Accepted.Count, outcome.Rejected).Url());
    }

    private static UploadReply Reply(UploadOutcome outcome) => new(
        [.. outcome.Accepted.Select(file => UploadedImage.Of(file.Id, file.FileName))],
        Reasons(outcome.Rejected));

    private static RejectedFile[] Reasons(IReadOnlyList<IntakeResult.Rejected> rejected) =>
        [.. rejected.Select(file => new RejectedFile(file.FileName, file.Reason))];
}
