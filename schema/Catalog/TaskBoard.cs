using System.Data.Common;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// One image's tasks within one transaction. The image's row is locked first, so that whoever changes a task sees both.
/// </summary>
internal sealed class TaskBoard
{
    private const string Select =
        """
        SELECT i.seq, i.object_version, i.status, i.tags_origin, i.caption_origin, i.unpublished, i.version,
            t.state, t.object_version, t.attempts, t.token, t.claimed_until,
            c.state, c.object_version, c.attempts, c.token, c.claimed_until,
            p.state, p.object_version, p.attempts, p.token, p.claimed_until
        FROM images i
        LEFT JOIN tasks t ON t.seq = i.seq AND t.task = 0
        LEFT JOIN tasks c ON c.seq = i.seq AND c.task = 1
        LEFT JOIN tasks p ON p.seq = i.seq AND p.task = 2
        """;

    private readonly Sql _sql;
    private readonly SqlDialect _dialect;
    private readonly long _now;
    private readonly TaskRow[] _tasks;
    private readonly TaskState _status;

    private TaskBoard(Sql sql, SqlDialect dialect, long now, DbDataReader row)
    {
        (_sql, _dialect, _now) = (sql, dialect, now);
        Sequence = row.GetInt64(0);
        ObjectVersion = row.Text(1);
        _status = (TaskState)row.GetInt32(2);
        TagsOrigin = (CaptionOrigin?)row.Number(3);
        CaptionOrigin = (CaptionOrigin?)row.Number(4);
        IsUnpublished = row.GetInt64(5) != 0;
        Version = row.GetInt64(6);
        _tasks = [ReadTask(row, 7), ReadTask(row, 12), ReadTask(row, 17)];
    }

    public long Sequence { get; }

    /// <summary>The object's version as the image has it.</summary>
    public string? ObjectVersion { get; private set; }

    public CaptionOrigin? TagsOrigin { get; }

    public CaptionOrigin? CaptionOrigin { get; }

    /// <summary>Whether it is approved, and not in the data set as it is.</summary>
    public bool IsUnpublished { get; }

    /// <summary>The image's, which rises with every edit.</summary>
    public long Version { get; }

    public TaskRow this[TaskKind task] => _tasks[(int)task];

    /// <summary>Null when there is no such image, or it was deleted.</summary>
    public static Task<TaskBoard?> OpenAsync(Sql sql, SqlDialect dialect, ImageId id, long now, CancellationToken cancellationToken) =>
        sql.FirstAsync(
            $"{Select}\nWHERE i.id = @id AND i.deleted_at IS NULL{dialect.ForUpdate}",
            [("@id", id.ToString())],
            row => new TaskBoard(sql, dialect, now, row),
            cancellationToken);

    /// <summary>Makes the task the claim's. A new object version starts it anew.</summary>
    public async Task ClaimAsync(TaskClaim claim, TimeSpan lease, string? detail, CancellationToken cancellationToken)
    {
        var task = this[claim.Task];
        SqlValue[] values =
        [
            ("@seq", Sequence), ("@task", (int)claim.Task), ("@version", claim.ObjectVersion), ("@attempts", claim.Attempt),
            ("@token", claim.Token), ("@until", _now + (long)lease.TotalMilliseconds), ("@now", _now),
        ];
        if (!task.Exists)
        {
            await _sql.ExecuteAsync(
                $"""
                INSERT INTO tasks (seq, task, state, object_version, attempts, token, claimed_until, started_at)
                VALUES (@seq, @task, {(int)TaskState.Processing}, @version, @attempts, @token, @until, @now)
                """,
                values,
                cancellationToken);
        }
        else
        {
            await _sql.ExecuteAsync(
                $"""
                UPDATE tasks SET state = {(int)TaskState.Processing}, attempts = @attempts, token = @token, claimed_until = @until,
                    reason = CASE WHEN object_version = @version THEN reason END, object_version = @version, started_at = @now, finished_at = NULL
                WHERE seq = @seq AND task = @task
                """,
                values,
                cancellationToken);
        }

        _tasks[(int)claim.Task] = new TaskRow(true, TaskState.Processing, claim.ObjectVersion, claim.Attempt, claim.Token, _now);
        if (TaskKinds.OfObjects.Contains(claim.Task))
        {
            ObjectVersion = claim.ObjectVersion;
        }

        await RecordAsync(claim.Task, detail, cancellationToken);
    }

    /// <summary>Takes the task out of its claim, if any, into another state.</summary>
    /// <param name="reason">What goes wrong, for a person; null when nothing does.</param>
    public async Task EndAsync(TaskKind kind, TaskState state, string? reason, CancellationToken cancellationToken)
    {
        var task = this[kind];
        var ended = task with { Exists = true, State = state, ObjectVersion = task.ObjectVersion ?? ObjectVersion, Token = null };
        SqlValue[] values =
        [
            ("@seq", Sequence), ("@task", (int)kind), ("@state", (int)state), ("@version", ended.ObjectVersion),
            ("@reason", reason), ("@finished", ended.Ended ? _now : null),
        ];
        if (!task.Exists)
        {
            await _sql.ExecuteAsync(
                "INSERT INTO tasks (seq, task, state, object_version, attempts, reason, finished_at) VALUES (@seq, @task, @state, @version, 0, @reason, @finished)",
                values,
                cancellationToken);
        }
        else
        {
            await _sql.ExecuteAsync(
                """
                UPDATE tasks SET state = @state, object_version = @version, token = NULL, claimed_until = NULL, reason = @reason, finished_at = @finished
                WHERE seq = @seq AND task = @task
                """,
                values,
                cancellationToken);
        }

        _tasks[(int)kind] = ended;
        await RecordAsync(kind, reason, cancellationToken);
    }

    /// <summary>Makes a failed task pending; what failed stays to be seen until it succeeds.</summary>
    public async Task ResetAsync(TaskKind kind, CancellationToken cancellationToken)
    {
        await _sql.ExecuteAsync(
            $"UPDATE tasks SET state = {(int)TaskState.Pending}, finished_at = NULL WHERE seq = @seq AND task = @task",
            [("@seq", Sequence), ("@task", (int)kind)],
            cancellationToken);
        _tasks[(int)kind] = this[kind] with { State = TaskState.Pending };
        await RecordAsync(kind, "To be tried again.", cancellationToken);
    }

    /// <summary>Writes what follows from the tasks: the overall status, the time of the change, and the search index where it differs.</summary>
    public async Task CloseAsync(bool wordsChanged, CancellationToken cancellationToken)
    {
        var status = OverallStatus.Of(this[TaskKind.Thumbnail].State, this[TaskKind.Caption].State);
        await _sql.ExecuteAsync(
            "UPDATE images SET status = @status, object_version = @version, updated_at = @now WHERE seq = @seq",
            [("@status", (int)status), ("@version", ObjectVersion), ("@now", _now), ("@seq", Sequence)],
            cancellationToken);
        if (wordsChanged || SearchMarks.Status(status) != SearchMarks.Status(_status))
        {
            await SearchIndex.RefreshAsync(_sql, _dialect, Sequence, cancellationToken);
        }
    }

    private Task<int> RecordAsync(TaskKind kind, string? detail, CancellationToken cancellationToken) => _sql.ExecuteAsync(
        "INSERT INTO task_history (seq, task, state, attempt, at, detail) VALUES (@seq, @task, @state, @attempt, @now, @detail)",
        [
            ("@seq", Sequence), ("@task", (int)kind), ("@state", (int)this[kind].State), ("@attempt", this[kind].Attempts),
            ("@now", _now), ("@detail", detail),
        ],
        cancellationToken);

    private static TaskRow ReadTask(DbDataReader row, int column) => row.IsDBNull(column)
        ? new TaskRow(false, TaskState.Pending, null, 0, null, 0)
        : new TaskRow(true, (TaskState)row.GetInt32(column), row.Text(column + 1), row.GetInt32(column + 2), row.Text(column + 3), row.Number(column + 4) ?? 0);
}
