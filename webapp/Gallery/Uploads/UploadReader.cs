using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Vignette.Gallery.Pages;
using Vignette.Gallery.Security;
using Vignette.Pipeline;
using Vignette.Pipeline.Intake;

namespace Vignette.Gallery.Uploads;

/// <summary>
/// Takes the files of a multipart request (RFC 7578) in as they arrive: memory does not grow with them. A file that is
/// refused does not hinder the others; a request that is wrong or breaks off leaves nothing behind, unless it has an
/// idempotency key: whoever sends it again is to find what came in, and what an earlier try brought must not go with this one.
/// </summary>
internal sealed class UploadReader(
    ImageIntake intake,
    ImageRemover remover,
    FormTokens tokens,
    PipelineOptions limits,
    TimeProvider time,
    ILogger<UploadReader> logger)
{
    public const string FilePart = "file";

    private const int MaxOtherParts = 16;
    private const int MaxFieldBytes = 16 << 10;
    private const int MaxBoundaryLength = 128;
    private const int BufferSize = 64 << 10;

    // How long the clean-up after a broken request may take; what it does not manage, people can delete.
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(30);

    /// <param name="sender">Each of several files gets an idempotency key of its own, made of the sender's.</param>
    /// <exception cref="UploadFault">The request is wrong.</exception>
    /// <exception cref="TransientFault">A store or the database is away.</exception>
    public async Task<UploadOutcome> ReadAsync(HttpContext context, Sender sender)
    {
        var accepted = new List<IntakeResult.Accepted>();
        try
        {
            return await ReadPartsAsync(context, sender, accepted);
        }
        catch (Exception fault)
        {
            var removed = sender.IdempotencyKey is null ? accepted : [];
            await RemoveAsync(removed);
            var status = fault switch
            {
                UploadFault wrong => wrong.Status,
                BadHttpRequestException bad => bad.StatusCode,
                InvalidDataException or IOException => StatusCodes.Status400BadRequest,
                _ => 0,
            };
            if (status == 0)
            {
                throw;
            }

            Log.UploadRefused(logger, status, fault.Message, removed.Count);
            throw fault as UploadFault ?? new UploadFault(status, Explain(status), fault);
        }
    }

    private static string Explain(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => "The request took too long to arrive.",
        StatusCodes.Status413PayloadTooLarge => "The request is too large.",
        _ => "The request is not a whole multipart form: it was cut off, or its parts are not divided by its boundary.",
    };

    private async Task<UploadOutcome> ReadPartsAsync(HttpContext context, Sender sender, List<IntakeResult.Accepted> accepted)
    {
        var aborted = context.RequestAborted;
        var reader = new MultipartReader(Boundary(context.Request), context.Request.Body, BufferSize);
        var rejected = new List<IntakeResult.Rejected>();
        var hasToken = !FormTokens.IsNeeded(context.Request) || await HasTokenHeaderAsync(context);
        var files = 0;
        var others = 0;
        while (await reader.ReadNextSectionAsync(aborted) is { } part)
        {
            var (name, fileName) = Disposition(part);
            if (name != FilePart)
            {
                if (++others > MaxOtherParts)
                {
                    throw new UploadFault(StatusCodes.Status400BadRequest, "The form has too many fields.");
                }

                var value = await FieldAsync(part, aborted);
                if (name == FormTokens.Field && !hasToken)
                {
                    context.Request.Headers[FormTokens.Header] = value;
                    hasToken = await HasTokenHeaderAsync(context);
                }

                continue;
            }

            if (!hasToken)
            {
                throw new UploadFault(
                    StatusCodes.Status400BadRequest,
                    "The page you sent this from is out of date: go back, reload it and try again. A program asks for JSON: Accept: application/json.");
            }

            if (++files > limits.MaxFilesPerRequest)
            {
                throw new UploadFault(StatusCodes.Status400BadRequest, $"One request takes at most {limits.MaxFilesPerRequest} files.");
            }

            switch (await intake.AcceptAsync(new IncomingFile(part.Body, fileName, sender.Owner, KeyOf(sender.IdempotencyKey, files)) { Visibility = sender.Visibility }, aborted))
            {
                case IntakeResult.Accepted file:
                    accepted.Add(file);
                    break;
                case IntakeResult.Rejected { Kind: RejectionKind.Empty } when string.IsNullOrEmpty(fileName):
                    // What a browser sends for a field in which no file was chosen.
                    break;
                case IntakeResult.Rejected file:
                    rejected.Add(file);
                    await DrainAsync(part.Body, aborted);
                    break;
            }
        }

        return accepted.Count + rejected.Count > 0
            ? new UploadOutcome(accepted, rejected)
            : throw new UploadFault(StatusCodes.Status400BadRequest, $"There is no file in the request: send at least one part named {FilePart}.");
    }

    private async Task<bool> HasTokenHeaderAsync(HttpContext context) =>
        // Without the header the form would be looked at, and that would read all of it into memory.
        !StringValues.IsNullOrEmpty(context.Request.Headers[FormTokens.Header]) && await tokens.IsValidAsync(context);

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new UploadFault(StatusCodes.Status415UnsupportedMediaType, "Send files as multipart/form-data.");
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary.Length is > 0 and <= MaxBoundaryLength
            ? boundary.ToString()
            : throw new UploadFault(StatusCodes.Status400BadRequest, "The request's Content-Type names no boundary between its parts, or one that is too long.");
    }

    private static (string? Name, string? FileName) Disposition(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
        {
            throw new UploadFault(StatusCodes.Status400BadRequest, "A part of the request has no readable Content-Disposition.");
        }

        var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return (HeaderUtilities.RemoveQuotes(disposition.Name).Value, HeaderUtilities.RemoveQuotes(fileName).Value);
    }

    private static async Task<string> FieldAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxFieldBytes
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new UploadFault(StatusCodes.Status400BadRequest, "A field of the form is too long.");
    }

    /// <summary>Reads past what is left of a refused file, so that those after it get their turn; gives up where it goes on and on.</summary>
    private async Task DrainAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        var drained = 0L;
        int length;
        while ((length = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            drained += length;
            if (drained > limits.MaxFileBytes)
            {
                throw new UploadFault(
                    StatusCodes.Status413PayloadTooLarge,
                    $"A file is far larger than the {Show.Size(limits.MaxFileBytes)} that are taken. Nothing of this upload was stored.");
            }
        }
    }

    private static string? KeyOf(string? requestKey, int file) => requestKey switch
    {
        null => null,
        _ when file == 1 => requestKey,
        // A hash, so that the key keeps within its length.
        _ => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(requestKey)))}/{file}",
    };

    private async Task RemoveAsync(List<IntakeResult.Accepted> accepted)
    {
        // The client may be gone, and its token with it; the clean-up must be done all the same.
        using var limit = new CancellationTokenSource(CleanUpTime, time);
        foreach (var file in accepted)
        {
            try
            {
                await remover.RemoveAsync(file.Id, limit.Token);
            }
            catch (Exception fault)
            {
                Log.LeftoverKept(logger, fault, file.Id.ToString());
            }
        }
    }
}
