using System.Diagnostics.CodeAnalysis;

namespace Vignette.Cli.Deployments.Load.Watching;

/// <summary>
/// Pictures that were taken and have not both results. Each is told once, whether what became of it is heard before the answer to its
/// upload or after. May be used by several at once.
/// </summary>
/// <param name="memory">How long what is heard of a picture that nobody asked for yet is kept: no upload is answered later than that.</param>
/// <param name="onOutcome">Told of each, with what was given for it.</param>
internal sealed class PendingResults<T>(TimeSpan memory, TimeProvider time, Action<T, Outcome> onOutcome)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, T> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Outcome> _early = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long At)> _earlyOnes = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>An id that is no later than that of any picture that is waited for; null where none is.</summary>
    public string? Earliest
    {
        get
        {
            lock (_gate)
            {
                // Ids begin with the time: RFC 9562, 5.7.
                return _pending.Keys.Min(StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Whether this one is waited for.</summary>
    public bool Has(string id)
    {
        lock (_gate)
        {
            return _pending.ContainsKey(id);
        }
    }

    /// <summary>A picture was taken.</summary>
    /// <param name="what">Is told with its outcome.</param>
    public void Expect(string id, T what)
    {
        Outcome? early;
        lock (_gate)
        {
            if (!_early.Remove(id, out early))
            {
                _pending[id] = what;
            }
        }

        if (early is not null)
        {
            onOutcome(what, early);
        }
    }

    /// <summary>Something is known of a picture, be it one of these or not.</summary>
    public void Hear(string id, Outcome outcome)
    {
        if (outcome.IsSettled && TryTake(id, outcome, out var what))
        {
            onOutcome(what, outcome);
        }
    }

    /// <summary>Gives up all that are left.</summary>
    public int Abandon()
    {
        lock (_gate)
        {
            var count = _pending.Count;
            _pending.Clear();
            return count;
        }
    }

    private bool TryTake(string id, Outcome outcome, [MaybeNullWhen(false)] out T what)
    {
        lock (_gate)
        {
            if (_pending.Remove(id, out what))
            {
                return true;
            }

            var now = time.GetTimestamp();
            _early[id] = outcome;
            _earlyOnes.Enqueue((id, now));
            while (time.GetElapsedTime(_earlyOnes.Peek().At, now) > memory)
            {
                _early.Remove(_earlyOnes.Dequeue().Id);
            }

            return false;
        }
    }
}
