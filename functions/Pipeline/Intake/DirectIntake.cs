using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>
/// Takes files in past the host, where the store has addresses to put them to: the row first, then the client puts the
/// object, and the store's event, or the client's word, makes it <c>stored</c>. The address holds the client to the type
/// and size that it announced; the content is looked at by the tasks, as that of every object is. What never comes, the
/// sweep gives up.
/// </summary>
public sealed class DirectIntake(ImageStores stores, ImageUploads uploads, PipelineOptions options, TimeProvider time, ILogger<DirectIntake> logger)
{
    /// <summary>How long an address may be put to. Not longer than a deleted image's row is kept, or what is put after it was deleted would come in anew.</summary>
    public static readonly TimeSpan AddressLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Makes the row of a file, or finds that of an earlier try under the same idempotency key, and gives an address for its object.</summary>
    /// <returns>Null where the store has no addresses: <see cref="ImageIntake"/> takes the file.</returns>
    public async Task<IntakeResult?> AnnounceAsync(AnnouncedFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var name = FileName.Clean(file.FileName);
        if (file.Size == 0)
        {
            return Reject(IntakeResult.Rejected.OfEmpty(name));
        }

        if (file.Size > options.MaxFileBytes)
        {
            return Reject(new IntakeResult.Rejected(name, RejectionKind.TooLarge, options.TooLargeReason));
        }

        if (ImageFormats.Detect(file.Signature.Span) is not { } format)
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
        if (Sign(image.ObjectKey, image.ContentType, file.Size) is null)
        {
            return null;
        }

        var row = await uploads.BeginAsync(image, cancellationToken);
        if (row.Stored)
        {
            return new IntakeResult.Accepted(row.Id, row.FileName);
        }

        var expires = time.GetUtcNow() + AddressLifetime;
        var address = Sign(row.ObjectKey, row.ContentType, file.Size) ?? throw new UnreachableException("A store has addresses or has none.");
        logger.UploadAnnounced(row.Id, file.Size);
        return new IntakeResult.Announced(row.Id, row.FileName, address, row.ContentType, expires);
    }

    /// <summary>Notes that an announced file has come, without waiting for its event. Harmless before and after it.</summary>
    /// <exception cref="TransientFault">The store is away.</exception>
    public async Task<ArrivalResult> CompleteAsync(ImageId id, CancellationToken cancellationToken)
    {
        if (await uploads.FindAsync(id, cancellationToken) is not { } row)
        {
            return new ArrivalResult.Unknown();
        }

        if (!row.Stored)
        {
            if (await stores.Originals.HeadAsync(row.ObjectKey, cancellationToken) is not { } original)
            {
                return new ArrivalResult.Awaited();
            }

            if (!await uploads.CompleteAsync(id, new StoredOriginal(original.ETag, original.Size, Sha256: null), cancellationToken))
            {
                return new ArrivalResult.Unknown();
            }

            logger.UploadAccepted(id, original.Size);
            Telemetry.FileCame(new IntakeResult.Accepted(id, row.FileName));
        }

        return new ArrivalResult.Arrived(id, row.FileName);
    }

    private Uri? Sign(string key, string contentType, long size) => stores.Originals.SignedPutUrl(key, AddressLifetime, contentType, size);

    private IntakeResult.Rejected Reject(IntakeResult.Rejected rejected)
    {
        logger.UploadRejected(rejected.Reason);
        Telemetry.FileCame(rejected);
        return rejected;
    }
}
