using System.Text;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>
/// A file that has its name only once it is whole: it is written beside it, as <c>NAME.part</c>, flushed to the disk and renamed.
/// What had the name before stays until then. One that is not kept is deleted; after a crash the next try writes over it.
/// </summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _content;
    private bool _isKept;

    private PartialFile(string path, FileStream content) => (_path, _content) = (path, content);

    public Stream Content => _content;

    /// <exception cref="IOException">There can be no such file; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static PartialFile Create(string path)
    {
        path = Path.GetFullPath(path);
        RefuseDevice(path);

        // What a link leads to is replaced, not the link.
        path = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        RefuseDevice(path);
        if (Directory.Exists(path) || path.EndsWith(Path.DirectorySeparatorChar))
        {
            throw new IOException($"{path} is a folder. Name the file to write.");
        }

        var folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder)
            ? new PartialFile(path, new FileStream(PartOf(path), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            : throw new IOException($"There is no folder {folder}.");
    }

    /// <summary>Gives it its name.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        await _content.FlushAsync(cancellationToken);
        _content.Flush(flushToDisk: true);
        File.Move(PartOf(_path), _path, overwrite: true);
        _isKept = true;
    }

    /// <summary>Writes this, and gives it its name.</summary>
    public async Task KeepAsync(string text, CancellationToken cancellationToken)
    {
        await _content.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await KeepAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        if (!_isKept)
        {
            File.Delete(PartOf(_path));
        }
    }

    // Something else would take the device's name.
    private static void RefuseDevice(string path)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
        {
            throw new IOException($"{path} is no file: - writes to standard output.");
        }
    }

    private static string PartOf(string path) => $"{path}.part";
}
