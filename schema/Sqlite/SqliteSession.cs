using System.Data.Common;
using Microsoft.Data.Sqlite;
using Vignette.Schema.Database;

namespace Vignette.Schema.Sqlite;

/// <summary>An open connection that keeps its statements prepared. Used by one caller at a time.</summary>
internal sealed class SqliteSession : SqliteConnection, IStatementCache
{
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);
    private bool? _flushesCommits;

    private SqliteSession(string connectionString)
        : base(connectionString)
    {
    }

    /// <summary>What this connection has run.</summary>
    public IReadOnlyCollection<string> Statements => _statements.Keys;

    // A longer log means that pages which change often are copied less often.
    public static SqliteSession OpenWriter(string path) => Open(
        path,
        SqliteOpenMode.ReadWriteCreate,
        ["journal_mode = WAL", "wal_autocheckpoint = 4000", "cache_size = -32000", "secure_delete = FAST"]);

    // Each write makes the others forget their pages: what is mapped (up to 1 GiB) they find again without a call to the system.
    public static SqliteSession OpenReader(string path) => Open(path, SqliteOpenMode.ReadWrite, ["query_only = ON", "cache_size = -8000", "mmap_size = 1073741824"]);

    /// <summary>
    /// Whether the next commits return only when their log is on the disk. The log is one file: a commit that is flushed
    /// takes all before it along.
    /// </summary>
    public void FlushCommits(bool flush)
    {
        if (_flushesCommits != flush)
        {
            Execute(flush ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _flushesCommits = flush;
        }
    }

    public DbCommand Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            _statements.Add(sql, command);
        }

        command.Transaction = Transaction;
        return command;
    }

    public void Execute(string sql) => Statement(sql).ExecuteNonQuery();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _statements.Values)
            {
                command.Dispose();
            }

            _statements.Clear();
        }

        base.Dispose(disposing);
    }

    private static SqliteSession Open(string path, SqliteOpenMode mode, string[] settings)
    {
        var session = new SqliteSession(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            session.Open();
            SearchFunction.AddTo(session);
            // One by one: of several statements in a command, an error after one that returns rows is not reported.
            foreach (var setting in (string[])["busy_timeout = 5000", "foreign_keys = ON", "temp_store = MEMORY", .. settings])
            {
                using var command = session.CreateCommand();
                command.CommandText = $"PRAGMA {setting}";
                command.ExecuteNonQuery();
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
