namespace Vignette.Cli.Deployments.Ingest;

/// <summary>Files that were seen to change, until they have stopped: each is taken once its size and time, and the file itself, have been the same for a while.</summary>
/// <param name="settle">For how long.</param>
internal sealed class SettlingFiles(TimeSpan settle, TimeProvider time)
{
    private const int NanosecondsPerTick = 100;

    private readonly Dictionary<string, (SourceFile File, FileStamp Stamp, long Since)> _settling = [];
    private readonly Dictionary<string, FileStamp> _taken = [];

    /// <summary>Whether any is waited for.</summary>
    public bool IsEmpty => _settling.Count == 0;

    /// <summary>Watches a file from now on. One that was taken, and is what it was, is left alone.</summary>
    /// <param name="stamp">What it is now.</param>
    /// <param name="isOld">Whether it may be taken at once where it has not been written to for long enough by its own time.</param>
    public void Track(SourceFile file, FileStamp stamp, bool isOld = false)
    {
        if ((_taken.TryGetValue(file.Path, out var taken) && taken == stamp) || (_settling.TryGetValue(file.Path, out var known) && known.Stamp == stamp))
        {
            return;
        }

        var age = time.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromTicks(stamp.Modified / NanosecondsPerTick);
        _settling[file.Path] = (file, stamp, isOld && age >= settle ? time.GetTimestamp() - (long)Math.Ceiling(settle.TotalSeconds * time.TimestampFrequency) : time.GetTimestamp());
    }

    /// <summary>Looks at all that is waited for, and takes what has settled. What is gone is forgotten.</summary>
    /// <param name="look">What a file is now; null where it is gone.</param>
    public IReadOnlyList<SourceFile> Take(Func<string, FileStamp?> look)
    {
        var settled = new List<SourceFile>();
        foreach (var (path, (file, stamp, since)) in _settling.ToList())
        {
            if (look(path) is not { } now)
            {
                _settling.Remove(path);
            }
            else if (now != stamp)
            {
                _settling[path] = (file, now, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(since) >= settle)
            {
                _settling.Remove(path);
                _taken[path] = stamp;
                settled.Add(file);
            }
        }

        return settled;
    }

    /// <summary>Forgets what was taken and is no more, so that memory is that of the files there are.</summary>
    public void Keep(IReadOnlySet<string> paths)
    {
        foreach (var path in _taken.Keys.Where(path => !paths.Contains(path)).ToList())
        {
            _taken.Remove(path);
        }
    }
}
