using Vignette.Pipeline.Events;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>Finds what events are about.</summary>
public sealed class TaskSubjects(ImageStores stores, ImageUploads uploads, ImageReader images, PipelineOptions options, TimeProvider time)
{
    /// <summary>The bucket whose events the task is for.</summary>
    internal string BucketOf(TaskKind task) => task == TaskKind.Publish ? stores.Renditions.Bucket : stores.Originals.Bucket;

    /// <returns>The subject, which the caller disposes; or why there is nothing to do, and never will be.</returns>
    internal Task<(TaskSubject? Subject, string Reason)> FindAsync(TaskKind task, ObjectCreatedEvent created, CancellationToken cancellationToken) =>
        task == TaskKind.Publish ? FindApprovedAsync(created, cancellationToken) : FindArrivedAsync(created, cancellationToken);

    private async Task<(TaskSubject? Subject, string Reason)> FindArrivedAsync(ObjectCreatedEvent created, CancellationToken cancellationToken)
    {
        // One request looks whether the object is there, tells its format, and is read to its end by who claims the task.
        var original = await stores.Originals.GetAsync(created.Key, cancellationToken);
        if (original is null)
        {
            return (null, "The object is gone.");
        }

        TaskSubject? subject = null;
        try
        {
            if (original.Info.ETag != created.ETag)
            {
                return (null, "The object was replaced; a newer event follows.");
            }

            var head = await TaskSubject.ReadHeadAsync(original, cancellationToken);
            if (await AdoptAsync(original.Info, ImageFormats.Detect(head.Span), cancellationToken) is not { } image)
            {
                return (null, "The image was deleted.");
            }

            subject = new TaskSubject(image, original, head);
            return (subject, "");
        }
        finally
        {
            if (subject is null)
            {
                await original.DisposeAsync();
            }
        }
    }

    /// <summary>Of an approval's event only the image counts: which approval is the latest, and whether it was published, the catalog knows.</summary>
    private async Task<(TaskSubject? Subject, string Reason)> FindApprovedAsync(ObjectCreatedEvent created, CancellationToken cancellationToken)
    {
        if (ObjectKeys.ImageOfReview(created.Key) is not { } id)
        {
            return (null, "The object announces no approval.");
        }

        if (await images.FindAsync(id, cancellationToken) is not { } image)
        {
            return (null, "The image was deleted.");
        }

        if (image.Publication is not (PublicationState.Pending or PublicationState.Failed))
        {
            return (null, "The image is not approved, or is published as it was approved last.");
        }

        var original = await stores.Originals.GetAsync(image.ObjectKey, cancellationToken);
        return original is null
            ? (new TaskSubject(image, null, default), "")
            : (new TaskSubject(image, original, await TaskSubject.ReadHeadAsync(original, cancellationToken)), "");
    }

    private async Task<ImageRecord?> AdoptAsync(ObjectInfo original, ImageFormat? format, CancellationToken cancellationToken)
    {
        var arrived = new NewImage(
            ImageId.New(time),
            options.UnclaimedOwner,
            FileName.Clean(original.Key),
            original.Key,
            format?.MediaType() ?? "application/octet-stream")
        {
            Visibility = options.DefaultVisibility,
        };
        return await uploads.AdoptAsync(arrived, new StoredOriginal(original.ETag, original.Size, null), cancellationToken);
    }
}
