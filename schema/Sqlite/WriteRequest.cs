using System.Data.Common;

namespace Vignette.Schema.Sqlite;

/// <summary>A write that waits for its turn, and its caller.</summary>
/// <param name="isRelaxed">Need not survive a loss of power.</param>
internal abstract class WriteRequest(bool isRelaxed)
{
    public bool IsRelaxed { get; } = isRelaxed;

    /// <summary>Why the work failed when it last ran; null when it did not.</summary>
    public Exception? Error { get; protected set; }

    /// <summary>Takes the request off its caller's hands; false when it was cancelled before.</summary>
    public abstract bool TryStart();

    /// <summary>Runs the work, and does not throw.</summary>
    public abstract void Run(DbTransaction transaction);

    /// <summary>Tells the caller how it ended.</summary>
    /// <param name="failure">Why nothing of the transaction was committed; null when it was.</param>
    public abstract void Finish(Exception? failure = null);
}

/// <inheritdoc />
internal sealed class WriteRequest<T> : WriteRequest
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Cancelled = 2;

    private readonly Func<DbTransaction, CancellationToken, Task<T>> _work;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private int _state = Waiting;

    public WriteRequest(Func<DbTransaction, CancellationToken, Task<T>> work, bool isRelaxed, CancellationToken cancellationToken)
        : base(isRelaxed)
    {
        _work = work;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static request => ((WriteRequest<T>)request!).Cancel(), this);
    }

    public Task<T> Completion => _done.Task;

    public override bool TryStart()
    {
        if (Interlocked.CompareExchange(ref _state, Started, Waiting) != Waiting)
        {
            return false;
        }

        _registration.Unregister();
        return true;
    }

    public override void Run(DbTransaction transaction)
    {
        Error = null;
        try
        {
            // SQLite's calls all end before they return, so that nothing blocks here.
            _result = _work(transaction, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Error = e;
        }
    }

    public override void Finish(Exception? failure = null)
    {
        if ((Error ?? failure) is { } error)
        {
            _done.SetException(error);
        }
        else
        {
            _done.SetResult(_result!);
        }
    }

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
        {
            _done.SetCanceled(_cancellationToken);
        }
    }
}
