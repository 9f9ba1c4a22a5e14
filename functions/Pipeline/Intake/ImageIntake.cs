using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>Takes files in: row first, then the object, then <c>stored</c>.</summary>
public sealed class ImageIntake(
    ImageStores stores,
    ImageUploads uploads,
    ImageRemovals removals,
    PipelineOptions options,
    TimeProvider time,
    ILogger<ImageIntake> logger)
{
    /// <summary>
    /// Stores one file, read in pieces. Whatever goes wrong leaves no object and no visible row. What the content stream
    /// throws (a body cut off) goes through.
    /// </summary>
    /// <exception cref="TransientFault">The store or the database is away.</exception>
    public async Task<IntakeResult> AcceptAsync(IncomingFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var name = FileName.Clean(file.FileName);
        var head = new byte[ImageFormats.SignatureLength];
        var length = await file.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0)
        {
            return Reject(IntakeResult.Rejected.OfEmpty(name));
        }

        if (ImageFormats.Detect(head.AsSpan(0, length)) is not { } format)
        {
            return Reject(IntakeResult.Rejected.OfNoPicture(name));
        }

        var id = ImageId.New(time);
        var image = new NewImage(id, file.Owner, name, ObjectKeys.Original(id, format), format.MediaType())
        {
            IdempotencyKey = file.IdempotencyKey,
            Visibility = file.Visibility ?? options.DefaultVisibility,
            CorrelationId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString(),
        };
        var row = await CatalogAsync(() => uploads.BeginAsync(image, cancellationToken));
        if (row.Stored)
        {
            return Accept(row.Id, row.FileName, row.Size);
        }

        // The row may be that of an earlier try under the same idempotency key.
        image = image with { Id = row.Id, ObjectKey = row.ObjectKey };
        await using var content = new MeasuredContent(head.AsMemory(0, length), file.Content, options.MaxFileBytes);
        try
        {
            return Accept(await StoreAsync(image, content, cancellationToken), name, content.Position);
        }
        catch (TransientFault)
        {
            // The object may be there. Under an idempotency key another try may be storing it just now, or will.
            if (image.IdempotencyKey is null)
            {
                await LeaveNothingAsync(() => RemoveAsync(image));
            }

            throw;
        }
        catch (TooLargeException)
        {
            await LeaveNothingAsync(() => uploads.AbandonAsync(image.Id, CancellationToken.None));
            return Reject(new IntakeResult.Rejected(name, RejectionKind.TooLarge, options.TooLargeReason));
        }
        catch
        {
            await LeaveNothingAsync(() => uploads.AbandonAsync(image.Id, CancellationToken.None));
            throw;
        }
    }

    private async Task<ImageId> StoreAsync(NewImage image, MeasuredContent content, CancellationToken cancellationToken)
    {
        var stored = await stores.Originals.PutAsync(image.ObjectKey, content, new PutOptions(image.ContentType), cancellationToken)
            ?? throw new UnreachableException("A put that may replace always stores.");
        var original = new StoredOriginal(stored.ETag, stored.Size, content.Sha256());

        // The object is there: a client that goes away now does not undo it.
        if (await CatalogAsync(() => uploads.CompleteAsync(image.Id, original, CancellationToken.None)))
        {
            return image.Id;
        }

        // Another try under the same idempotency key broke off meanwhile and took the row with it.
        var row = await CatalogAsync(() => uploads.AdoptAsync(image, original, CancellationToken.None));
        return row?.Id ?? throw new TransientFault("The upload was cleaned up before it was complete. Try again.");
    }

    private static async Task<T> CatalogAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (DbException e)
        {
            throw new TransientFault("The catalog is away.", inner: e);
        }
    }

    private async Task RemoveAsync(NewImage image)
    {
        await removals.MarkAsync(image.Id, CancellationToken.None);
        await stores.Originals.DeleteAsync(image.ObjectKey, CancellationToken.None);
        await removals.PurgeAsync(image.Id, CancellationToken.None);
    }

    private async Task LeaveNothingAsync(Func<Task> cleanUp)
    {
        try
        {
            await cleanUp();
        }
        catch (Exception fault)
        {
            logger.LeftoverNotRemoved(fault);
        }
    }

    private IntakeResult.Accepted Accept(ImageId id, string name, long size)
    {
        var accepted = new IntakeResult.Accepted(id, name);
        logger.UploadAccepted(id, size);
        Telemetry.FileCame(accepted);
        return accepted;
    }

    private IntakeResult.Rejected Reject(IntakeResult.Rejected rejected)
    {
        logger.UploadRejected(rejected.Reason);
        Telemetry.FileCame(rejected);
        return rejected;
    }
}
