using System.Collections.Concurrent;
using System.Data.Common;

namespace Vignette.Schema.Sqlite;

/// <summary>
/// The one writer. What waits while a transaction is committed goes into the next one together, so that many writers
/// share the cost of making it durable. Runs on a thread of its own, since it spends its time waiting for the disk.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxBatch = 100;

    private readonly string _path;
    private readonly BlockingCollection<WriteRequest> _requests = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? _session;

    public GroupCommit(string path)
    {
        _path = path;
        _session = SqliteSession.OpenWriter(path);
        new Thread(Run) { Name = "catalog writer", IsBackground = true }.Start();
    }

    /// <summary>What the writer's connection has run.</summary>
    public IReadOnlyCollection<string> Statements => _session?.Statements ?? [];

    /// <param name="isRelaxed">Need not survive a loss of power.</param>
    public Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> work, bool isRelaxed, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(work, isRelaxed, cancellationToken);
        try
        {
            _requests.Add(request, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteCatalogDatabase));
        }

        return request.Completion;
    }

    /// <summary>Finishes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.CompleteAdding();
        await _ended.Task;
    }

    private void Run()
    {
        var batch = new List<WriteRequest>(MaxBatch);
        foreach (var first in _requests.GetConsumingEnumerable())
        {
            Add(first);
            while (batch.Count < MaxBatch && _requests.TryTake(out var next))
            {
                Add(next);
            }

            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
            }
        }

        _session?.Dispose();
        _ended.SetResult();

        void Add(WriteRequest request)
        {
            if (request.TryStart())
            {
                batch.Add(request);
            }
        }
    }

    private void Commit(List<WriteRequest> batch)
    {
        Exception? failure = null;
        try
        {
            _session ??= SqliteSession.OpenWriter(_path);
            _session.FlushCommits(batch.Exists(request => !request.IsRelaxed));

            // Failures are rare: only a batch that has one pays for savepoints. They also make FTS5 write out its changes.
            if (!TryCommit(_session, batch))
            {
                CommitEachOnItsOwn(_session, batch);
            }
        }
        catch (Exception e)
        {
            // The transaction could not be begun, rolled back or committed: nothing of it is there.
            failure = e;
            _session?.Dispose();
            _session = null;
        }

        foreach (var request in batch)
        {
            request.Finish(failure);
        }
    }

    private static bool TryCommit(SqliteSession session, List<WriteRequest> batch)
    {
        using var transaction = session.BeginTransaction();
        foreach (var request in batch)
        {
            request.Run(transaction);
            if (request.Error is not null)
            {
                transaction.Rollback();
                return batch.Count == 1;
            }
        }

        transaction.Commit();
        return true;
    }

    private static void CommitEachOnItsOwn(SqliteSession session, List<WriteRequest> batch)
    {
        const string Savepoint = "work";
        using var transaction = session.BeginTransaction();
        foreach (var request in batch)
        {
            transaction.Save(Savepoint);
            request.Run(transaction);
            if (request.Error is not null)
            {
                transaction.Rollback(Savepoint);
            }

            transaction.Release(Savepoint);
        }

        transaction.Commit();
    }
}
