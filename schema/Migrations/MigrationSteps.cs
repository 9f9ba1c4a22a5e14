using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Vignette.Schema.Database;

namespace Vignette.Schema.Migrations;

/// <summary>
/// Applies migrations where a change of the schema ends the transaction it is in, statement by statement. What is done is
/// recorded after each, so that whoever comes after a crash, or after a statement that failed, goes on where it stopped.
/// Only the statement that ran at the time may find itself done: it must be one that does not mind, or that the engine
/// refuses in words that say so (<see cref="SqlDialect.SaysDoneAlready"/>).
/// </summary>
internal sealed partial class MigrationSteps(Sql sql, SqlDialect dialect, TimeProvider time)
{
    // A statement and its record are one transaction where the statement allows it, so that it is never done twice.
    private const string Begin = "START TRANSACTION";
    private const string Commit = "COMMIT";
    private const string Rollback = "ROLLBACK";

    // The server answers well before a command times out.
    private const int LockSeconds = 5;

    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(15);

    /// <summary>The statements of a migration: each ends with a semicolon at the end of a line.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. StatementEnd().Split(text.ReplaceLineEndings("\n")).Select(statement => statement.Trim()).Where(HasStatement)];

    /// <summary>Does the work while no other process does such work on the same database, and waits for one that does.</summary>
    /// <exception cref="TimeoutException">Another process has been at it for too long.</exception>
    public async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await sql.FirstAsync($"SELECT GET_LOCK({LockName}, {LockSeconds})", [], row => row.IsDBNull(0) ? 0 : row.GetInt64(0), cancellationToken) != 1)
        {
            if (time.GetElapsedTime(began) > LockPatience)
            {
                throw new TimeoutException($"Another process has been migrating the database for {LockPatience.TotalMinutes} minutes.");
            }
        }

        try
        {
            return await work();
        }
        finally
        {
            // The end of the connection does so too, should this fail.
            await sql.FirstAsync($"SELECT RELEASE_LOCK({LockName})", [], row => row.IsDBNull(0), cancellationToken);
        }
    }

    /// <summary>Runs what of the migration was not run yet, then what records that all of it was.</summary>
    /// <exception cref="SchemaMismatchException">Part of it was run, and that part of the text has changed since.</exception>
    public async Task ApplyAsync(Migration migration, Func<Task> record, CancellationToken cancellationToken)
    {
        var statements = Of(migration.Text);
        await sql.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_migration_steps (
                number INTEGER  NOT NULL PRIMARY KEY,
                done   INTEGER  NOT NULL,
                sha256 CHAR(64) NOT NULL
            )
            """,
            [],
            cancellationToken);
        var done = await sql.FirstAsync(
            "SELECT done, sha256 FROM schema_migration_steps WHERE number = @number",
            [("@number", migration.Number)],
            row => (Count: row.GetInt32(0), Digest: row.GetString(1)),
            cancellationToken);
        if (done.Count > statements.Count || (done.Count > 0 && Digest(statements.Take(done.Count)) != done.Digest))
        {
            throw new SchemaMismatchException($"Part of another text of migration {migration.Name} was applied to the database, and it stopped there: what was applied must not change.");
        }

        var isResumed = done.Digest is not null;
        if (!isResumed)
        {
            // So that one who comes after a crash in the first statement knows that it was begun.
            await RecordAsync(0);
        }

        for (var i = done.Count; i < statements.Count; i++)
        {
            await TogetherAsync(
                async () =>
                {
                    try
                    {
                        await sql.ExecuteAsync(statements[i], [], cancellationToken);
                    }
                    catch (DbException e) when (isResumed && i == done.Count && dialect.SaysDoneAlready(e))
                    {
                        // The crash came between it and its record.
                    }

                    await RecordAsync(i + 1);
                },
                cancellationToken);
        }

        await TogetherAsync(
            async () =>
            {
                await record();
                await sql.ExecuteAsync("DELETE FROM schema_migration_steps WHERE number = @number", [("@number", migration.Number)], cancellationToken);
            },
            cancellationToken);

        Task<int> RecordAsync(int count) => sql.ExecuteAsync(
            "REPLACE INTO schema_migration_steps (number, done, sha256) VALUES (@number, @done, @sha256)",
            [("@number", migration.Number), ("@done", count), ("@sha256", Digest(statements.Take(count)))],
            cancellationToken);
    }

    // Locks are the server's, not the schema's; a lock's name has 64 characters at most.
    private const string LockName = "CONCAT('vignette-', LEFT(SHA2(DATABASE(), 256), 40))";

    private async Task TogetherAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync(Begin, [], cancellationToken);
        try
        {
            await work();
        }
        catch
        {
            await sql.ExecuteAsync(Rollback, [], CancellationToken.None);
            throw;
        }

        await sql.ExecuteAsync(Commit, [], cancellationToken);
    }

    private static string Digest(IEnumerable<string> statements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(";\n", statements))));

    private static bool HasStatement(string text) =>
        text.Split('\n').Any(line => line.Trim() is { Length: > 0 } trimmed && !trimmed.StartsWith("--", StringComparison.Ordinal));

    [GeneratedRegex(@";[ \t]*(?:\n|$)")]
    private static partial Regex StatementEnd();
}
