using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Sweeping;
using Vignette.Schema;

namespace Vignette.Pipeline;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The caption endpoint {Endpoint} is plain http: the key travels unencrypted.")]
    public static partial void KeyOverPlainHttp(this ILogger logger, Uri endpoint);

    [LoggerMessage(LogLevel.Information, "{Model} named {Dropped} objects without a usable label or box; {Kept} are kept.")]
    public static partial void ObjectsDropped(this ILogger logger, string model, int dropped, int kept);

    [LoggerMessage(LogLevel.Information, "{Task} completed at try {Attempt}.")]
    public static partial void TaskCompleted(this ILogger logger, TaskKind task, int attempt);

    [LoggerMessage(LogLevel.Debug, "{Task} had ended before as {State}.")]
    public static partial void TaskAlreadyEnded(this ILogger logger, TaskKind task, TaskState state);

    [LoggerMessage(LogLevel.Debug, "{Task} is another worker's until {Until}.")]
    public static partial void TaskHeld(this ILogger logger, TaskKind task, DateTimeOffset until);

    [LoggerMessage(LogLevel.Warning, "{Task} failed for good: {Reason}")]
    public static partial void TaskFailed(this ILogger logger, TaskKind task, string reason);

    [LoggerMessage(LogLevel.Warning, "{Task} failed at try {Attempt}.")]
    public static partial void TryFailed(this ILogger logger, Exception fault, TaskKind task, int attempt);

    [LoggerMessage(LogLevel.Information, "Event for {Task} dropped: {Reason}")]
    public static partial void EventDropped(this ILogger logger, TaskKind task, string reason);

    [LoggerMessage(LogLevel.Warning, "The claim on {Task} could not be given back; it ends with its lease.")]
    public static partial void ClaimNotReleased(this ILogger logger, Exception fault, TaskKind task);

    [LoggerMessage(LogLevel.Information, "Accepted {ImageId}: {Size} bytes.")]
    public static partial void UploadAccepted(this ILogger logger, ImageId imageId, long size);

    [LoggerMessage(LogLevel.Information, "Announced {ImageId}: {Size} bytes.")]
    public static partial void UploadAnnounced(this ILogger logger, ImageId imageId, long size);

    [LoggerMessage(LogLevel.Information, "Rejected a file: {Reason}")]
    public static partial void UploadRejected(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "No more files come in for now: {Reason}")]
    public static partial void IntakePaused(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Files come in again.")]
    public static partial void IntakeResumed(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, "What an upload left could not be removed; the sweep does it.")]
    public static partial void LeftoverNotRemoved(this ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The objects of {ImageId} could not be deleted; the sweep does it.")]
    public static partial void ObjectsNotDeleted(this ILogger logger, Exception fault, ImageId imageId);

    [LoggerMessage(LogLevel.Warning, "{ImageId} was restored, but what was unfinished could not be driven; the sweep does it.")]
    public static partial void RestoredNotDriven(this ILogger logger, Exception fault, ImageId imageId);

    [LoggerMessage(LogLevel.Warning, "The approval of {ImageId} could not be announced; the sweep does it.")]
    public static partial void ApprovalNotAnnounced(this ILogger logger, Exception fault, ImageId imageId);

    [LoggerMessage(LogLevel.Warning, "{ImageId} could not be swept; the next sweep tries again.")]
    public static partial void ImageNotSwept(this ILogger logger, Exception fault, ImageId imageId);

    [LoggerMessage(LogLevel.Information, "Swept: {Report}")]
    public static partial void Swept(this ILogger logger, SweepReport report);

    [LoggerMessage(LogLevel.Error, "The sweep stopped; it goes on at its next time.")]
    public static partial void SweepStopped(this ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Information, "{Count} objects arrived on their own.")]
    public static partial void ObjectsArrived(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Information, "The run before left {Claims} claims and {Messages} messages; they are free again.")]
    public static partial void Recovered(this ILogger logger, int claims, int messages);

    [LoggerMessage(LogLevel.Error, "The queue {Queue} cannot be read; it is tried again.")]
    public static partial void QueueAway(this ILogger logger, Exception fault, string queue);

    [LoggerMessage(LogLevel.Error, "A message of {Queue} could not be settled; it comes again.")]
    public static partial void MessageNotSettled(this ILogger logger, Exception fault, string queue);

    [LoggerMessage(LogLevel.Error, "A message of {Queue} is now a dead letter: {Reason}")]
    public static partial void MessageDied(this ILogger logger, string queue, string reason);

    [LoggerMessage(LogLevel.Warning, "The database has schema {Version}, this program was made for {Known}. It works on: a migration leaves the program before it working.")]
    public static partial void SchemaIsNewer(this ILogger logger, int version, int known);

    [LoggerMessage(LogLevel.Warning, "The unfinished upload of {Key} could not be aborted; the bucket's lifecycle must remove it.")]
    public static partial void UploadNotAborted(this ILogger logger, Exception fault, string key);
}
