using System.Runtime.CompilerServices;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>
/// Files as they come into folders, each once it has stopped changing. What the system tells of changes says where to look; since
/// it may tell too little (a queue that is full, a folder that came with what is in it, a network drive), all is looked at
/// again from time to time.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private const int MostTouched = 10_000;
    private const int QueueBytes = 64 << 10;

    private static readonly TimeSpan Rescan = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly SourceFolders _sources;
    private readonly SettlingFiles _files;
    private readonly TimeProvider _time;
    private readonly TimeSpan _look;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _touched = [];
    private readonly HashSet<string> _troubles = [];
    private readonly List<FileSystemWatcher> _watchers = [];
    private bool _isOverrun;

    public FolderWatch(SourceFolders sources, TimeSpan settle, TimeProvider time)
    {
        (_sources, _time, _files) = (sources, time, new SettlingFiles(settle, time));
        var look = settle / 4;
        _look = look < ShortestLook ? ShortestLook : look > LongestLook ? LongestLook : look;
    }

    /// <summary>All that is there, and all that comes, until somebody stops it.</summary>
    public async IAsyncEnumerable<FoundEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Before the first look, so that nothing falls between.
        Begin();
        for (long? scanned = null; ;)
        {
            var touched = Touched(out var isOverrun);
            var isDue = isOverrun || scanned is null || _time.GetElapsedTime(scanned.Value) >= Rescan;
            foreach (var trouble in isDue ? Scan(isFirst: scanned is null) : touched.SelectMany(LookAt))
            {
                yield return trouble;
            }

            scanned = isDue ? _time.GetTimestamp() : scanned;
            foreach (var file in _files.Take(path => FileStatus.Find(path)?.Stamp))
            {
                yield return new FoundEntry(file);
            }

            await Task.Delay(_look, _time, cancellationToken);
        }
    }

    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

    private void Begin()
    {
        foreach (var root in _sources.Roots)
        {
            try
            {
                // The file itself is all that there is to watch of a root that is none.
                var isFolder = Directory.Exists(root);
                var watcher = new FileSystemWatcher(isFolder ? root : Path.GetDirectoryName(root)!)
                {
                    IncludeSubdirectories = isFolder,
                    NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
                    InternalBufferSize = QueueBytes,
                };
                watcher.Created += (_, change) => Touch(change.FullPath);
                watcher.Changed += (_, change) => Touch(change.FullPath);
                watcher.Renamed += (_, change) => Touch(change.FullPath);
                watcher.Error += (_, _) => Overrun();
                _watchers.Add(watcher);
                watcher.EnableRaisingEvents = true;
            }
            catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
            {
                // No more can be watched (inotify's limits): what comes is found by looking.
            }
        }
    }

    private void Touch(string path)
    {
        lock (_lock)
        {
            if (_touched.Count < MostTouched)
            {
                _touched.Add(path);
            }
            else
            {
                _isOverrun = true;
            }
        }
    }

    private void Overrun()
    {
        lock (_lock)
        {
            _isOverrun = true;
        }
    }

    private List<string> Touched(out bool isOverrun)
    {
        lock (_lock)
        {
            List<string> touched = [.. _touched];
            (isOverrun, _isOverrun) = (_isOverrun, false);
            _touched.Clear();
            return touched;
        }
    }

    /// <summary>Looks at everything; returns what is in the way, once.</summary>
    private List<FoundEntry> Scan(bool isFirst)
    {
        var (seen, troubles) = (new HashSet<string>(), new List<FoundEntry>());
        foreach (var entry in _sources.Walk())
        {
            seen.Add(entry.File.Path);
            troubles.AddRange(Track(entry, isFirst));
        }

        _files.Keep(seen);
        _troubles.IntersectWith(seen);
        return troubles;
    }

    private IEnumerable<FoundEntry> LookAt(string path) => _sources.Find(path).SelectMany(entry => Track(entry, isOld: false));

    private FoundEntry[] Track(FoundEntry entry, bool isOld)
    {
        var trouble = entry.Trouble;
        if (trouble is null)
        {
            try
            {
                _files.Track(entry.File, FileStatus.Of(entry.File.Path).Stamp, isOld);
                _troubles.Remove(entry.File.Path);
                return [];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // What is only gone, is gone; a link is there all the same.
                if (!entry.File.IsLink && !File.Exists(entry.File.Path))
                {
                    return [];
                }

                trouble = fault.Message;
            }
        }

        return _troubles.Add(entry.File.Path) ? [entry with { Trouble = trouble }] : [];
    }
}
