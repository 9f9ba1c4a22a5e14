namespace Vignette.Schema.MySql;

/// <summary>
/// A password that holds for a while and is made anew in time. It is made when somebody connects, not by a timer: a
/// function's process is frozen between two events, and its timers with it, for longer than a token lives.
/// </summary>
/// <param name="life">How long after it was made it is given out.</param>
internal sealed class RenewedPassword(Func<CancellationToken, Task<string>> make, TimeSpan life, TimeProvider time) : ISignIn, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Made? _made;

    public async ValueTask<string> PasswordAsync(CancellationToken cancellationToken)
    {
        if (Current() is { } held)
        {
            return held;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Current() is { } meanwhile)
            {
                return meanwhile;
            }

            // The time before, not after: what it is signed with may take long to come.
            var now = time.GetUtcNow();
            var password = await make(cancellationToken);
            _made = new Made(password, now);
            return password;
        }
        finally
        {
            _one.Release();
        }
    }

    public bool Discard(string password)
    {
        // Whoever was refused with an older one has a newer one to try.
        if (_made is { } made && made.Password == password)
        {
            Interlocked.CompareExchange(ref _made, null, made);
        }

        return true;
    }

    public void Dispose() => _one.Dispose();

    // By the wall clock, as the server has it: the other stands still while the process is frozen.
    private string? Current() => _made is { } made && time.GetUtcNow() - made.At is { } age && age >= TimeSpan.Zero && age < life ? made.Password : null;

    private sealed record Made(string Password, DateTimeOffset At);
}
