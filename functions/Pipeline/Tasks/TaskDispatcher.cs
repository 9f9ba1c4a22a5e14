using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Events;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>
/// Turns one delivered event into one outcome; every host, local queue or SQS, calls it the same way. It throws only
/// <see cref="OperationCanceledException"/> when the host is stopping: the claim is given back before.
/// </summary>
public sealed class TaskDispatcher(
    TaskSubjects subjects,
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
        if (created.Bucket != subjects.BucketOf(task))
        {
            return Drop(task, $"The event is of another bucket, {created.Bucket}.");
        }

        try
        {
            var (found, reason) = await subjects.FindAsync(task, created, cancellationToken);
            if (found is null)
            {
                return Drop(task, reason);
            }

            await using var subject = found;
            using var activity = Telemetry.StartTask(task, subject.Image);
            using var scope = logger.BeginScope(new TaskScope(subject.Image.CorrelationId, subject.Image.Id, task));
            var outcome = await ClaimAsync(task, subject, delivery, cancellationToken);
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

    private async Task<TaskOutcome> ClaimAsync(TaskKind task, TaskSubject subject, Delivery delivery, CancellationToken cancellationToken)
    {
        var claim = task == TaskKind.Publish
            ? await ledger.ClaimPublicationAsync(subject.Image.Id, delivery.Lease, cancellationToken)
            : await ledger.ClaimAsync(subject.Image.Id, task, subject.ObjectVersion!, delivery.Lease, cancellationToken);
        switch (claim)
        {
            case ClaimResult.Claimed claimed when delivery.Attempt > delivery.MaxAttempts:
                return await GiveUpAsync(claimed.Claim, delivery, $"It came to no end in {delivery.MaxAttempts} tries.");
            case ClaimResult.Claimed claimed:
                return await RunAsync(subject, claimed.Claim, delivery, cancellationToken);
            case ClaimResult.AlreadyEnded ended:
                logger.TaskAlreadyEnded(task, ended.State);
                return new TaskOutcome.Completed();
            case ClaimResult.Held held:
                return Wait(task, held.Until);
            default:
                return Drop(task, "The image was deleted.");
        }
    }

    private async Task<TaskOutcome> RunAsync(TaskSubject subject, TaskClaim claim, Delivery delivery, CancellationToken cancellationToken)
    {
        // A little less than the lease, so that the claim is still held when the try is given up.
        using var timeout = new CancellationTokenSource(delivery.Lease * 0.95, time);
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var content = await subject.ReadAsync(options, lease.Token);

            // Work that does not heed its cancellation must not keep the worker; without the claim it writes nothing.
            var done = await _tasks[claim.Task].RunAsync(new ClaimedImage(subject.Image, claim, content), lease.Token).WaitAsync(lease.Token);
            if (done)
            {
                logger.TaskCompleted(claim.Task, claim.Attempt);
                return new TaskOutcome.Completed();
            }

            await ledger.ReleaseAsync(claim, "The image was changed meanwhile.", CancellationToken.None);
            return Drop(claim.Task, "The image was changed, or its task taken over, while it was worked on.");
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
