using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vignette.Pipeline.Objects.Directories;

/// <summary>
/// A folder as a bucket: an object is a file whose path is its key. A put writes aside, flushes the file, renames it and
/// flushes the folder, so that what was accepted survives a loss of power. Files that others copy in are objects too.
/// Symbolic links are neither followed nor listed. Unlike S3 it cannot hold an object under a key that is also the
/// folder of another (<c>a</c> beside <c>a/b</c>). One process at a time uses it.
/// </summary>
public sealed class DirectoryObjectStore : IObjectStore
{
    // Ends in %, as no encoded key's name of that length does: no key leads there.
    private const string Incoming = ".incoming%";
    private const int BufferBytes = 128 << 10;
    private const int MaxFolderTries = 10;

    private static readonly EnumerationOptions Entries = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    private readonly string _root;
    private readonly string _incoming;
    private readonly RisingClock _clock;
    private readonly FolderSync _folders = new();
    private long _temporaries;

    /// <summary>Makes the folder where it is missing, and removes what an earlier process left half-written.</summary>
    /// <exception cref="TransientFault">The folder cannot be used.</exception>
    public DirectoryObjectStore(string bucket, string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        Bucket = bucket;
        _clock = new RisingClock(time);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _incoming = Path.Combine(_root, Incoming);
        try
        {
            Directory.CreateDirectory(_incoming);
            foreach (var leftover in Directory.EnumerateFiles(_incoming))
            {
                File.Delete(leftover);
            }
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Away(e);
        }
    }

    public string Bucket { get; }

    public async Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        var path = PathOf(key);
        if (LeadsThroughLink(path))
        {
            throw new ArgumentException("The key leads through a symbolic link.", nameof(key));
        }

        var temporary = Path.Combine(_incoming, Interlocked.Increment(ref _temporaries).ToString("x", CultureInfo.InvariantCulture));
        var moved = false;
        var reading = false;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            ObjectInfo info;
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                long size = 0;
                int filled;
                do
                {
                    reading = true;
                    filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
                    reading = false;
                    RandomAccess.Write(file, buffer.AsSpan(0, filled), size);
                    size += filled;
                }
                while (filled == buffer.Length);

                info = Finish(file, key, size);
            }

            moved = Place(temporary, path, options.OnlyIfAbsent, out var madeFolder);
            if (!moved)
            {
                return null;
            }

            await _folders.FlushAsync(Path.GetDirectoryName(path)!);
            if (madeFolder)
            {
                await Task.WhenAll(FoldersAbove(path).Select(folder => _folders.FlushAsync(Path.GetDirectoryName(folder)!)));
            }

            return info;
        }
        catch (Exception e) when (!reading && IsFailure(e))
        {
            throw Directory.Exists(path) || FoldersAbove(path).Any(File.Exists)
                ? new ArgumentException("The key is taken by a folder, or leads through an object; this store cannot hold both.", nameof(key), e)
                : Away(e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!moved)
            {
                Discard(temporary);
            }
        }
    }

    public Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        if (Stat(key, path) is null)
        {
            return Task.FromResult<StoredObject?>(null);
        }

        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var info = Describe(key, RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
            return Task.FromResult<StoredObject?>(new StoredObject(info, new FileStream(file, FileAccess.Read, bufferSize: 0)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredObject?>(null);
        }
        catch (Exception e) when (IsFailure(e))
        {
            file?.Dispose();
            throw Away(e);
        }
    }

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Stat(key, PathOf(key)));
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        if (Stat(key, path) is null)
        {
            return;
        }

        try
        {
            File.Delete(path);

            // Or the object might be back after a loss of power, and be taken for a new one.
            await _folders.FlushAsync(Path.GetDirectoryName(path)!);
            RemoveEmptyFolders(path);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Away(e);
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!Directory.Exists(_root))
        {
            throw Away(new DirectoryNotFoundException());
        }

        var folderKey = prefix[..(prefix.LastIndexOf('/') + 1)];
        var folder = Path.Combine(_root, KeyEncoding.ToFolder(folderKey));
        if (LeadsThroughLink(Path.Combine(folder, Incoming)))
        {
            yield break;
        }

        await foreach (var info in Walk(folder, folderKey, prefix).ToAsyncEnumerable().WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return info;
        }
    }

    /// <summary>A folder announces nothing by itself: this only looks whether the object is there. <see cref="AnnouncingObjectStore"/> announces.</summary>
    public async Task<bool> TouchAsync(string key, CancellationToken cancellationToken) => await HeadAsync(key, cancellationToken) is not null;

    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName) => null;

    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size) => null;

    private static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException;

    private static TransientFault Away(Exception e) => new("The object store is away.", inner: e);

    private static ObjectInfo Describe(string key, long size, DateTime modified) =>
        new(key, string.Create(CultureInfo.InvariantCulture, $"{modified.Ticks:x}-{size:x}"), size, new DateTimeOffset(modified, TimeSpan.Zero));

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (IsFailure(e))
        {
            // It goes at the next start.
        }
    }

    private static bool IsLink(FileSystemInfo entry) => entry.Exists && entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private string PathOf(string key) => Path.Combine(_root, KeyEncoding.ToPath(key));

    private ObjectInfo? Stat(string key, string path)
    {
        var file = new FileInfo(path);
        return file.Exists && !IsLink(file) && !LeadsThroughLink(path) ? Describe(key, file.Length, file.LastWriteTimeUtc) : null;
    }

    private bool LeadsThroughLink(string path) => FoldersAbove(path).Any(folder => IsLink(new DirectoryInfo(folder)));

    /// <summary>The folders in the bucket that lead to a path, the nearest first.</summary>
    private IEnumerable<string> FoldersAbove(string path)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > _root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            yield return folder;
        }
    }

    /// <summary>Gives the file a time that no other has had, since size and time make the entity tag, and makes it durable.</summary>
    private ObjectInfo Finish(SafeFileHandle file, string key, long size)
    {
        File.SetLastWriteTimeUtc(file, new DateTime(_clock.Next(), DateTimeKind.Utc));
        RandomAccess.FlushToDisk(file);
        return Describe(key, size, File.GetLastWriteTimeUtc(file));
    }

    /// <summary>Gives the file its name. False where the name is taken and must not be.</summary>
    private static bool Place(string temporary, string path, bool onlyIfAbsent, out bool madeFolder)
    {
        madeFolder = false;
        for (var again = 0; ; again++)
        {
            try
            {
                return Move(temporary, path, onlyIfAbsent);
            }
            catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException && again < MaxFolderTries)
            {
                // Again, where a delete removes the folder that is just made. Where another put has just made it anew,
                // .NET blames the file.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                madeFolder = true;
            }
        }
    }

    private static bool Move(string temporary, string path, bool onlyIfAbsent)
    {
        if (!onlyIfAbsent)
        {
            File.Move(temporary, path, overwrite: true);
            return true;
        }

        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(temporary, path);
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
        }

        if (Posix.Link(temporary, path) == 0)
        {
            File.Delete(temporary);
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            Posix.AlreadyExists => false,
            Posix.NoEntry => throw new DirectoryNotFoundException(),
            _ => throw new IOException("The file could not be named.", new Win32Exception(error)),
        };
    }

    /// <summary>A bucket has no folders: one that holds nothing any more must not stand in the way of a key.</summary>
    private void RemoveEmptyFolders(string path)
    {
        try
        {
            foreach (var folder in FoldersAbove(path).TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception e) when (IsFailure(e))
        {
            // Something was put into it meanwhile, or somebody else removed it.
        }
    }

    /// <summary>The objects in a folder and below, one folder's names in memory at a time.</summary>
    private IEnumerable<ObjectInfo> Walk(string folder, string folderKey, string prefix)
    {
        var entries = new List<Entry>();
        Read(folder, folderKey, "", "", entries);
        entries.RemoveAll(entry => !entry.Key.StartsWith(prefix, StringComparison.Ordinal) && !prefix.StartsWith(entry.Key, StringComparison.Ordinal));
        entries.Sort(static (x, y) => Utf8Order.Instance.Compare(x.Key, y.Key));
        foreach (var entry in entries)
        {
            if (entry.IsFolder)
            {
                foreach (var info in Walk(entry.Path, entry.Key, prefix))
                {
                    yield return info;
                }
            }
            else if (Stat(entry.Key, entry.Path) is { } info)
            {
                yield return info;
            }
        }
    }

    /// <summary>Adds what is in the folder, and in the folders that only hold the rest of long names.</summary>
    private void Read(string folder, string folderKey, string begunName, string begunPath, List<Entry> entries)
    {
        try
        {
            foreach (var (name, isFolder) in new FileSystemEnumerable<(string Name, bool IsFolder)>(folder, static (ref entry) => (entry.FileName.ToString(), entry.IsDirectory), Entries))
            {
                var path = Path.Combine(folder, name);
                if (isFolder && name.EndsWith(KeyEncoding.Continued))
                {
                    if (folder != _root || name != Incoming)
                    {
                        Read(path, folderKey, begunName + name[..^1], Path.Combine(begunPath, name), entries);
                    }

                    continue;
                }

                // A name that this store would have written otherwise belongs to no key.
                var segment = KeyEncoding.DecodeSegment(begunName + name);
                if (KeyEncoding.EncodeSegment(segment) == Path.Combine(begunPath, name))
                {
                    entries.Add(new Entry(folderKey + segment + (isFolder ? "/" : ""), path, isFolder));
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing begins with this.
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Away(e);
        }
    }

    private sealed record Entry(string Key, string Path, bool IsFolder);
}
