using System.Globalization;
using System.Security.Cryptography;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// Who works on what. A task is claimed by a conditional update on (image, task, version), and every result is
/// written only while its claim holds, so that duplicate, late and out-of-order events do no work twice. A claim holds
/// until its task is ended, given back or claimed by another, who may do so once the lease is over.
/// </summary>
public sealed class TaskLedger(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>
    /// Claims the task for <paramref name="lease"/>. An object version other than the one the results were made from
    /// starts the task anew. The caller has made sure that <paramref name="objectVersion"/> is the current one.
    /// </summary>
    public Task<ClaimResult> ClaimAsync(ImageId id, TaskKind task, string objectVersion, TimeSpan lease, CancellationToken cancellationToken) => database.ChangeRelaxedAsync<ClaimResult>(
        async (sql, token) =>
        {
            var now = time.Now();
            if (await TaskBoard.OpenAsync(sql, database.Dialect, id, now, token) is not { } board)
            {
                return new ClaimResult.Gone();
            }

            var row = board[task];
            return row.ObjectVersion == objectVersion && row is { State: TaskState.Processing, ClaimedUntil: var until } && until > now
                ? new ClaimResult.Held(UnixTime.At(until))
                : await ClaimAsync(board, id, task, objectVersion, lease, token);
        },
        cancellationToken);

    /// <summary>
    /// Claims the publication of an image as it is now, for <paramref name="lease"/>: the claim's version is the image's. As long
    /// as another holds it, of whatever version, nobody else gets it, so that an older approval is never written over a newer one.
    /// </summary>
    public Task<ClaimResult> ClaimPublicationAsync(ImageId id, TimeSpan lease, CancellationToken cancellationToken) => database.ChangeRelaxedAsync<ClaimResult>(
        async (sql, token) =>
        {
            var now = time.Now();
            if (await TaskBoard.OpenAsync(sql, database.Dialect, id, now, token) is not { } board)
            {
                return new ClaimResult.Gone();
            }

            var row = board[TaskKind.Publish];
            if (!board.IsUnpublished)
            {
                return new ClaimResult.AlreadyEnded(TaskState.Completed);
            }

            return row is { State: TaskState.Processing, ClaimedUntil: var until } && until > now
                ? new ClaimResult.Held(UnixTime.At(until))
                : await ClaimAsync(board, id, TaskKind.Publish, board.Version.ToString(CultureInfo.InvariantCulture), lease, token);
        },
        cancellationToken);

    /// <summary>
    /// Notes that the data set has the image as it was at the claim's version, whatever became of it meanwhile. False when the
    /// claim no longer holds: nothing was written.
    /// </summary>
    public Task<bool> CompletePublicationAsync(TaskClaim claim, CancellationToken cancellationToken)
    {
        Check(claim, TaskKind.Publish);
        return WhileHeldAsync(
            claim,
            async (sql, board, token) =>
            {
                await sql.ExecuteAsync(
                    "UPDATE images SET published_version = @version, published_at = @now WHERE seq = @seq",
                    [("@version", long.Parse(claim.ObjectVersion, CultureInfo.InvariantCulture)), ("@now", time.Now()), ("@seq", board.Sequence)],
                    token);
                await board.EndAsync(claim.Task, TaskState.Completed, reason: null, token);
                await board.CloseAsync(wordsChanged: false, token);
            },
            cancellationToken);
    }

    /// <summary>Writes the thumbnail task's result. False when the claim no longer holds: nothing was written.</summary>
    public Task<bool> CompleteAsync(TaskClaim claim, PictureDetails result, CancellationToken cancellationToken)
    {
        Check(claim, TaskKind.Thumbnail);
        ArgumentNullException.ThrowIfNull(result);
        return WhileHeldAsync(
            claim,
            async (sql, board, token) =>
            {
                await sql.ExecuteAsync(
                    """
                    UPDATE images SET width = @width, height = @height, dominant_color = @color, placeholder = @placeholder,
                        frames = @frames, taken_at = @taken, camera = @camera
                    WHERE seq = @seq
                    """,
                    [
                        ("@width", result.Width), ("@height", result.Height), ("@color", result.DominantColor), ("@placeholder", result.Placeholder),
                        ("@frames", result.Frames), ("@taken", ImageRows.TakenAtText(result.TakenAt)), ("@camera", result.Camera), ("@seq", board.Sequence),
                    ],
                    token);
                await board.EndAsync(claim.Task, TaskState.Completed, reason: null, token);
                await board.CloseAsync(wordsChanged: false, token);
            },
            cancellationToken);
    }

    /// <summary>
    /// Writes the caption task's result; a caption or tags that a person wrote stay,
    /// and so does what a person decided about objects: a finding that says it again is not suggested. What exceeds the limits of
    /// <see cref="AnnotationEdit"/> is cut off or left out. False when the claim no longer holds: nothing was written.
    /// </summary>
    public Task<bool> CompleteAsync(TaskClaim claim, CaptionResult result, CancellationToken cancellationToken)
    {
        Check(claim, TaskKind.Caption);
        ArgumentNullException.ThrowIfNull(result);
        var caption = result.Caption.Length > AnnotationEdit.MaxCaptionLength ? result.Caption[..AnnotationEdit.MaxCaptionLength] : result.Caption;
        var tags = Tag.Of(result.Tags).Where(tag => tag.Text.Length <= AnnotationEdit.MaxTagLength).Take(AnnotationEdit.MaxTags).ToList();
        return WhileHeldAsync(
            claim,
            async (sql, board, token) =>
            {
                if (board.CaptionOrigin != CaptionOrigin.Person)
                {
                    await Annotations.WriteCaptionAsync(sql, board.Sequence, caption, result.Origin, result.Model, token);
                }

                if (board.TagsOrigin != CaptionOrigin.Person)
                {
                    await Annotations.WriteTagsAsync(sql, board.Sequence, tags, result.Origin, token);
                }

                await Annotations.WriteSuggestionsAsync(sql, claim.Id, board.Sequence, result.Objects, result.Origin, token);
                await board.EndAsync(claim.Task, TaskState.Completed, reason: null, token);
                await board.CloseAsync(wordsChanged: true, token);
            },
            cancellationToken);
    }

    /// <summary>Ends the task as failed with a reason that a person can read. False when the claim no longer holds.</summary>
    public Task<bool> FailAsync(TaskClaim claim, string reason, CancellationToken cancellationToken) => EndAsync(claim, TaskState.Failed, reason, cancellationToken);

    /// <summary>Gives the task back as pending, to be tried again. False when the claim no longer holds.</summary>
    public Task<bool> ReleaseAsync(TaskClaim claim, string reason, CancellationToken cancellationToken) => EndAsync(claim, TaskState.Pending, reason, cancellationToken);

    /// <summary>
    /// Ends a task as failed that nobody can have claimed any more: its message used up its tries without an outcome,
    /// as one that kills the process does. False when the task has ended already, or the image is gone.
    /// </summary>
    public Task<bool> GiveUpAsync(ImageId id, TaskKind task, string reason, CancellationToken cancellationToken) => database.ChangeRelaxedAsync(
        async (sql, token) =>
        {
            if (await TaskBoard.OpenAsync(sql, database.Dialect, id, time.Now(), token) is not { } board || board[task].Ended)
            {
                return false;
            }

            await board.EndAsync(task, TaskState.Failed, reason, token);
            await board.CloseAsync(wordsChanged: false, token);
            return true;
        },
        cancellationToken);

    /// <summary>Makes failed tasks pending again, for the retry button. Returns which they were.</summary>
    public Task<IReadOnlyList<TaskKind>> ResetFailedAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeRelaxedAsync<IReadOnlyList<TaskKind>>(
        async (sql, token) =>
        {
            if (await TaskBoard.OpenAsync(sql, database.Dialect, id, time.Now(), token) is not { } board)
            {
                return [];
            }

            var failed = Enum.GetValues<TaskKind>().Where(task => board[task].State == TaskState.Failed).ToList();
            if (failed.Count > 0)
            {
                foreach (var task in failed)
                {
                    await board.ResetAsync(task, token);
                }

                await board.CloseAsync(wordsChanged: false, token);
            }

            return failed;
        },
        cancellationToken);

    /// <summary>Makes every claimed task pending: right at the start of the only process that claims.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellationToken) => database.ChangeRelaxedAsync(
        async (sql, token) =>
        {
            var claimed = await sql.QueryAsync(
                "SELECT i.id, t.task FROM tasks t JOIN images i ON i.seq = t.seq WHERE t.token IS NOT NULL AND i.deleted_at IS NULL",
                [],
                row => (Id: ImageId.Parse(row.GetString(0)), Task: (TaskKind)row.GetInt32(1)),
                token);
            foreach (var (id, task) in claimed)
            {
                if (await TaskBoard.OpenAsync(sql, database.Dialect, id, time.Now(), token) is { } board)
                {
                    await board.EndAsync(task, TaskState.Pending, "The process that worked on it ended.", token);
                    await board.CloseAsync(wordsChanged: false, token);
                }
            }

            return claimed.Count;
        },
        cancellationToken);

    private static async Task<ClaimResult> ClaimAsync(TaskBoard board, ImageId id, TaskKind task, string version, TimeSpan lease, CancellationToken cancellationToken)
    {
        var row = board[task];
        var sameVersion = row.ObjectVersion == version;
        if (sameVersion && row.Ended)
        {
            return new ClaimResult.AlreadyEnded(row.State);
        }

        var detail = row.State == TaskState.Processing ? "Taken over: the attempt before did not end in time." : null;
        var claim = new TaskClaim(id, task, version, RandomNumberGenerator.GetHexString(32, lowercase: true), sameVersion ? row.Attempts + 1 : 1);
        await board.ClaimAsync(claim, lease, detail, cancellationToken);
        await board.CloseAsync(wordsChanged: false, cancellationToken);
        return new ClaimResult.Claimed(claim);
    }

    private Task<bool> EndAsync(TaskClaim claim, TaskState state, string reason, CancellationToken cancellationToken) => WhileHeldAsync(
        claim,
        async (_, board, token) =>
        {
            await board.EndAsync(claim.Task, state, reason, token);
            await board.CloseAsync(wordsChanged: false, token);
        },
        cancellationToken);

    private Task<bool> WhileHeldAsync(TaskClaim claim, Func<Sql, TaskBoard, CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                if (await TaskBoard.OpenAsync(sql, database.Dialect, claim.Id, time.Now(), token) is not { } board || board[claim.Task].Token != claim.Token)
                {
                    return false;
                }

                await change(sql, board, token);
                return true;
            },
            cancellationToken);
    }

    private static void Check(TaskClaim claim, TaskKind task)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Task != task)
        {
            throw new ArgumentException($"The claim is for the {claim.Task} task.", nameof(claim));
        }
    }
}
