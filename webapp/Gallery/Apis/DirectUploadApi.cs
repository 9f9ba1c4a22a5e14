using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Security;
using Vignette.Gallery.Uploads;
using Vignette.Pipeline.Intake;
using Vignette.Schema;

namespace Vignette.Gallery.Apis;

/// <summary><c>/api/uploads</c>: files in past the gallery, straight into the object store.</summary>
internal static class DirectUploadApi
{
    private const int MaxSignatureLength = 64;

    public static void MapDirectUploadApi(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/uploads").Allows(Right.Upload).RequireBrowserToken().WithTags("Upload");
        uploads.MapPost("", AnnounceAsync)
            .RequireRoom()
            .WithName("AnnounceUpload")
            .WithSummary("Gives an address to put a file to, straight into the object store")
            .WithDescription(
                "The way in for large files where the gallery stands behind something that passes only small requests. Put the file to `url` by PUT, with the `headers`, "
                + "then say that it is complete. The address takes just the announced number of bytes. A client that names its request by `Idempotency-Key` (at most 200 characters) "
                + "may announce the file again, for a new address: no picture comes in twice; 200 says that it is in already. "
                + "409: this gallery's store has no addresses; send the file to `POST /upload`.")
            .Produces<UploadTicket>(StatusCodes.Status201Created)
            .Produces<UploadedImage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        uploads.MapPost("{id:imageId}/complete", CompleteAsync)
            .WithName("CompleteUpload")
            .WithSummary("Says that an announced file has been put")
            .WithDescription("The picture is in the gallery at once, and not only when the store tells of it. May be said any number of times; 409 while the file is not there.")
            .Produces<UploadedImage>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> AnnounceAsync(UploadAnnouncement announcement, HttpContext context, Caller caller, DirectIntake intake, CancellationToken cancellationToken)
    {
        if (!Sender.TryRead(context, caller, out var sender, out var refusal) || !TryRead(announcement, sender, out var file, out refusal))
        {
            return refusal;
        }

        return await intake.AnnounceAsync(file, cancellationToken) switch
        {
            null => new Refusal(StatusCodes.Status409Conflict, "This gallery takes files itself: send them to POST /upload."),
            IntakeResult.Rejected rejected => UploadApi.NothingAccepted([rejected]),
            IntakeResult.Accepted accepted => Results.Ok(UploadedImage.Of(accepted.Id, accepted.FileName)),
            IntakeResult.Announced announced => Results.Created((string?)null, Ticket(announced)),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<IResult> CompleteAsync(ImageId id, DirectIntake intake, CancellationToken cancellationToken) =>
        await intake.CompleteAsync(id, cancellationToken) switch
        {
            ArrivalResult.Arrived arrived => Results.Ok(UploadedImage.Of(arrived.Id, arrived.FileName)),
            ArrivalResult.Awaited => new Refusal(StatusCodes.Status409Conflict, "The file has not arrived: put it to the address that was given for it, then say so again."),
            _ => new Refusal(StatusCodes.Status404NotFound, "There is no such upload. It may have been given up or deleted."),
        };

    private static bool TryRead(
        UploadAnnouncement announcement,
        Sender sender,
        [NotNullWhen(true)] out AnnouncedFile? file,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        file = null;
        refusal = null;
        var signature = new byte[MaxSignatureLength];
        if (announcement.Size is not >= 0)
        {
            refusal = new Refusal(StatusCodes.Status400BadRequest, "The announcement needs the file's size, in bytes.");
        }
        else if (announcement.Signature is null || !Convert.TryFromBase64String(announcement.Signature, signature, out var length))
        {
            refusal = new Refusal(StatusCodes.Status400BadRequest, $"The announcement needs the file's signature: its first bytes in Base64, {MaxSignatureLength} at most.");
        }
        else
        {
            file = new AnnouncedFile(announcement.Filename, announcement.Size.Value, signature.AsMemory(0, length), sender.Owner, sender.IdempotencyKey) { Visibility = sender.Visibility };
        }

        return file is not null;
    }

    private static UploadTicket Ticket(IntakeResult.Announced announced) => new(
        announced.Id.ToString(),
        announced.FileName,
        // As it is signed: not decoded, not made canonical.
        announced.Address.AbsoluteUri,
        new Dictionary<string, string> { [HeaderNames.ContentType] = announced.ContentType },
        announced.Expires);
}
