namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>
/// The region's keys by their ids, each fetched when a token first names it, which is how a rotation is followed. Ids come
/// from whoever sends a token, so that how much is remembered and how often is asked are bounded.
/// </summary>
internal sealed class PublicKeys(PublicKeyClient client, TimeProvider clock)
{
    /// <summary>How long a key is believed: an id never gets another key, and one that was withdrawn is no longer used after this.</summary>
    internal static readonly TimeSpan KnownTime = TimeSpan.FromHours(12);

    /// <summary>How long it is remembered that there is no such key.</summary>
    internal static readonly TimeSpan UnknownTime = TimeSpan.FromMinutes(1);

    /// <summary>How long the endpoint is left alone after it failed.</summary>
    internal static readonly TimeSpan AwayTime = TimeSpan.FromSeconds(5);

    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    internal const int MaxEntries = 64;

    /// <summary>How many ids that were never of a key are asked for in a <see cref="Window"/>: a region has few keys and rotates them rarely.</summary>
    internal const int MaxFetches = 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _windowStart = clock.GetTimestamp();
    private int _fetches;

    /// <param name="kid">An id by <see cref="KeyId"/>.</param>
    public Task<KeyLookup> FindAsync(string kid, CancellationToken cancellationToken)
    {
        Task<KeyLookup> lookup;
        lock (_gate)
        {
            if (_entries.TryGetValue(kid, out var entry) && !IsOver(entry))
            {
                lookup = entry.Lookup;
            }
            else if (!(entry is { WasKey: true } || MayFetch()) || !(entry is not null || MakeRoom()))
            {
                return Task.FromResult(KeyLookup.Away("too many unknown keys were asked for"));
            }
            else
            {
                entry = new Entry { WasKey = entry is { WasKey: true } };
                entry.Lookup = Task.Run(() => FetchAsync(kid, entry), CancellationToken.None);
                _entries[kid] = entry;
                lookup = entry.Lookup;
            }
        }

        // Who gives up waiting does not take the key from others.
        return lookup.WaitAsync(cancellationToken);
    }

    private async Task<KeyLookup> FetchAsync(string kid, Entry entry)
    {
        var found = await client.FetchAsync(kid);
        lock (_gate)
        {
            entry.WasKey |= found.Key is not null;
            entry.Since = clock.GetTimestamp();
            entry.Time = found switch { { Key: not null } => KnownTime, { IsAway: true } => AwayTime, _ => UnknownTime };
        }

        return found;
    }

    private bool IsOver(Entry entry) => entry.Time is { } time && clock.GetElapsedTime(entry.Since) >= time;

    private bool MayFetch()
    {
        if (clock.GetElapsedTime(_windowStart) >= Window)
        {
            (_windowStart, _fetches) = (clock.GetTimestamp(), 0);
        }

        return ++_fetches <= MaxFetches;
    }

    /// <summary>Forgets the oldest of what is no key, or else the oldest key; not what somebody waits for.</summary>
    private bool MakeRoom()
    {
        if (_entries.Count < MaxEntries)
        {
            return true;
        }

        var oldest = _entries.Where(entry => entry.Value.Time is not null).OrderBy(entry => entry.Value.WasKey).ThenBy(entry => entry.Value.Since).Select(entry => entry.Key).FirstOrDefault();
        return oldest is not null && _entries.Remove(oldest);
    }

    private sealed class Entry
    {
        public Task<KeyLookup> Lookup { get; set; } = null!;

        /// <summary>Whether this id was ever one of a key.</summary>
        public bool WasKey { get; set; }

        public long Since { get; set; }

        /// <summary>How long the answer holds; null while it is awaited.</summary>
        public TimeSpan? Time { get; set; }
    }
}
