using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>
/// Turns one delivered event into one outcome; every host, local queue or SQS, calls it the same way. It throws only
/// <see cref="OperationCanceledException"/> when the host is stopping: the claim is given back before.
/// </summary>
public sealed class TaskDispatcher(
    ImageStores stores,
    ImageUploads uploads,
    TaskLedger ledger,
    IEnumerable<IImageTask> tasks,
    RetryBackoff backoff,
    PipelineOptions options,
    TimeProvider time,
    ILogger<TaskDispatcher> logger)
{
    private readonly Dictionary<TaskKind, IImageTask> _tasks = tasks.ToDictionary(task => task.Kind);

    public async Task<TaskOutcome> HandleAsync(TaskKind task, string envelope, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var started = time.GetTimestamp();
        var outcome = await OutcomeAsync(task, envelope, delivery, cancellationToken);
        Telemetry.TaskEnded(task, outcome, time.GetElapsedTime(started));
        return outcome;
    }

    private async Task<TaskOutcome> OutcomeAsync(TaskKind task, string envelope, Delivery delivery, CancellationToken cancellationToken)
    {
        var reading = ObjectCreatedEnvelope.Read(envelope);
        if (!reading.IsEvent)
        {
            return Drop(task, reading.Reason);
        }

        var created = reading.Event;
        if (created.Bucket != stores.Originals.Bucket)
        {
            return Drop(task, $"The event is of another bucket, {created.Bucket}.");
        }

        try
        {
            // One request looks whether the object is there, tells its format, and is read to its end by who claims the task.
            await using var original = await stores.Originals.GetAsync(created.Key, cancellationToken);
            if (original is null)
            {
                return Drop(task, "The object is gone.");
            }

            if (original.Info.ETag != created.ETag)
            {
                return Drop(task, "The object was replaced; a newer event follows.");
            }

            var head = new byte[ImageFormats.SignatureLength];
            var headLength = await original.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            var image = await AdoptAsync(original.Info, ImageFormats.Detect(head.AsSpan(0, headLength)), cancellationToken);
            if (image is null)
            {
                return Drop(task, "The image was deleted.");
            }

            using var activity = Telemetry.StartTask(task, image);
            using var scope = logger.BeginScope(new TaskScope(image.CorrelationId, image.Id, task));
            var outcome = await ClaimAsync(task, image, original, head.AsMemory(0, headLength), delivery, cancellationToken);
            Telemetry.Describe(activity, outcome);
            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            // Nothing is claimed, so nothing can be marked as failed; the sweep drives the image again.
            return IsLast(delivery) ? GiveUp(task, delivery, fault) : Retry(task, delivery, fault);
        }
    }

    private async Task<ImageRecord?> AdoptAsync(ObjectInfo original, ImageFormat? format, CancellationToken cancellationToken)
    {
        var arrived = new NewImage(
            ImageId.New(time),
            options.UnclaimedOwner,
            FileName.Clean(original.Key),
            original.Key,
            format?.MediaType() ?? "application/octet-stream");
        return await uploads.AdoptAsync(arrived, new StoredOriginal(original.ETag, original.Size, null), cancellationToken);
    }

    private async Task<TaskOutcome> ClaimAsync(
        TaskKind task, ImageRecord image, StoredObject original, ReadOnlyMemory<byte> head, Delivery delivery, CancellationToken cancellationToken)
    {
        switch (await ledger.ClaimAsync(image.Id, task, original.Info.ETag, delivery.Lease, cancellationToken))
        {
            case ClaimResult.Claimed claimed when delivery.Attempt > delivery.MaxAttempts:
                return await GiveUpAsync(claimed.Claim, delivery, $"It came to no end in {delivery.MaxAttempts} tries.");
            case ClaimResult.Claimed claimed:
                return await RunAsync(image, claimed.Claim, original, head, delivery, cancellationToken);
            case ClaimResult.AlreadyEnded ended:
                logger.TaskAlreadyEnded(task, ended.State);
                return new TaskOutcome.Completed();
            case ClaimResult.Held held:
                return Wait(task, held.Until);
            default:
                return Drop(task, "The image was deleted.");
        }
    }

    private async Task<TaskOutcome> RunAsync(
        ImageRecord image, TaskClaim claim, StoredObject original, ReadOnlyMemory<byte> head, Delivery delivery, CancellationToken cancellationToken)
    {
        // A little less than the lease, so that the claim is still held when the try is given up.
        using var timeout = new CancellationTokenSource(delivery.Lease * 0.95, time);
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var content = await ReadAsync(original, head, lease.Token);

            // Work that does not heed its cancellation must not keep the worker; without the claim it writes nothing.
            var done = await _tasks[claim.Task].RunAsync(new ClaimedImage(image, claim, content), lease.Token).WaitAsync(lease.Token);
            if (done)
            {
                logger.TaskCompleted(claim.Task, claim.Attempt);
                return new TaskOutcome.Completed();
            }

            await ledger.ReleaseAsync(claim, "The object was replaced meanwhile.", CancellationToken.None);
            return Drop(claim.Task, "The object was replaced, or its task taken over, while it was worked on.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await TryReleaseAsync(claim, "The program was stopped.");
            throw;
        }
        catch (PermanentFault fault)
        {
            return await FailAsync(claim, delivery, fault.Message);
        }
        catch (Exception fault) when (IsLast(delivery))
        {
            logger.TryFailed(fault, claim.Task, delivery.Attempt);
            return await GiveUpAsync(claim, delivery, FaultReason.Of(fault));
        }
        catch (Exception fault)
        {
            await TryReleaseAsync(claim, FaultReason.Of(fault));
            return Retry(claim.Task, delivery, fault);
        }
    }

    /// <summary>The whole original, checked before it is read.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(StoredObject original, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        if (original.Info.Size == 0)
        {
            throw new PermanentFault("The file is empty.");
        }

        if (original.Info.Size > options.MaxFileBytes)
        {
            throw new PermanentFault(options.TooLargeReason);
        }

        if (ImageFormats.Detect(head.Span) is null)
        {
            throw PictureFaults.NotAPicture();
        }

        var content = GC.AllocateUninitializedArray<byte>((int)original.Info.Size);
        head.CopyTo(content);
        await original.Content.ReadExactlyAsync(content.AsMemory(head.Length), cancellationToken);
        return content;
    }

    private async Task<TaskOutcome> FailAsync(TaskClaim claim, Delivery delivery, string reason)
    {
        try
        {
            if (!await ledger.FailAsync(claim, reason, CancellationToken.None))
            {
                return Drop(claim.Task, "The task was taken over while it was worked on.");
            }
        }
        catch (Exception fault)
        {
            return Retry(claim.Task, delivery, fault);
        }

        logger.TaskFailed(claim.Task, reason);
        return new TaskOutcome.Failed(reason);
    }

    private async Task<TaskOutcome> GiveUpAsync(TaskClaim claim, Delivery delivery, string reason) => await FailAsync(claim, delivery, reason) switch
    {
        TaskOutcome.Failed => new TaskOutcome.GaveUp(reason),
        var other => other,
    };

    /// <summary>Where this does not work, the claim ends with its lease.</summary>
    private async Task TryReleaseAsync(TaskClaim claim, string reason)
    {
        try
        {
            await ledger.ReleaseAsync(claim, reason, CancellationToken.None);
        }
        catch (Exception fault)
        {
            logger.ClaimNotReleased(fault, claim.Task);
        }
    }

    private TaskOutcome.Dropped Drop(TaskKind task, string reason)
    {
        logger.EventDropped(task, reason);
        return new TaskOutcome.Dropped(reason);
    }

    private TaskOutcome.Retry Wait(TaskKind task, DateTimeOffset until)
    {
        var left = until - time.GetUtcNow();
        logger.TaskHeld(task, until);
        return new TaskOutcome.Retry(left > TimeSpan.Zero ? left : TimeSpan.Zero, "Another worker has the task.") { Uncounted = true };
    }

    private TaskOutcome.Retry Retry(TaskKind task, Delivery delivery, Exception fault)
    {
        var after = backoff.After(delivery.Attempt, (fault as TransientFault)?.RetryAfter);
        logger.TryFailed(fault, task, delivery.Attempt);
        return new TaskOutcome.Retry(after, FaultReason.Of(fault));
    }

    private TaskOutcome.GaveUp GiveUp(TaskKind task, Delivery delivery, Exception fault)
    {
        logger.TryFailed(fault, task, delivery.Attempt);
        return new TaskOutcome.GaveUp(FaultReason.Of(fault));
    }

    private static bool IsLast(Delivery delivery) => delivery.Attempt >= delivery.MaxAttempts;
}
