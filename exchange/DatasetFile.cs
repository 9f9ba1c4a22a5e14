using Vignette.Exchange.Archives;

namespace Vignette.Exchange;

/// <summary>A file that is to be read: a document, or a zip.</summary>
public sealed class DatasetFile : IAsyncDisposable
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".gif", ".webp"];

    private readonly Stream _content;
    private Dictionary<string, string?>? _pictures;

    private DatasetFile(Stream content, ArchiveReader? archive, DatasetLimits limits) => (_content, Archive, Limits) = (content, archive, limits);

    public DatasetLimits Limits { get; }

    /// <summary>Null where the file is no zip.</summary>
    public ArchiveReader? Archive { get; }

    /// <param name="content">Can be sought in, and stays the caller's.</param>
    /// <exception cref="DatasetException">It is empty, or a zip that cannot be read.</exception>
    public static async Task<DatasetFile> OpenAsync(Stream content, DatasetLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length == 0)
        {
            throw new DatasetException("The file is empty.");
        }

        content.Position = 0;
        var head = new byte[4];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var isZip = head.AsSpan(0, length) is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6];
        return new DatasetFile(content, isZip ? await ArchiveReader.OpenAsync(content, limits, cancellationToken) : null, limits);
    }

    /// <summary>The document from its beginning: the file itself, or the one entry of the zip that ends so.</summary>
    /// <param name="ending">With its dot.</param>
    /// <exception cref="DatasetException">The zip has none, or several.</exception>
    public async Task<Stream> OpenDocumentAsync(string ending, CancellationToken cancellationToken)
    {
        if (Archive is null)
        {
            _content.Position = 0;
            return new KeptOpenStream(_content);
        }

        var names = Archive.Names.Where(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return names.Length == 1
            ? await Archive.OpenAsync(names[0], Limits.MaxInflatedBytes, cancellationToken)
            : throw new DatasetException(names.Length == 0 ? $"There is no {ending} file in the zip." : $"There is more than one {ending} file in the zip: send each by itself.");
    }

    /// <summary>The entry that holds a picture: of just this name, or the only one whose name's last part is the same. Null where there is none.</summary>
    public string? FindPicture(string name)
    {
        if (Archive is null)
        {
            return null;
        }

        if (_pictures is null)
        {
            _pictures = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var entry in Archive.Names.Where(IsPicture))
            {
                var last = entry[(entry.LastIndexOf('/') + 1)..];
                _pictures[last] = _pictures.ContainsKey(last) ? null : entry;
            }
        }

        var path = name.Replace('\\', '/');
        return IsPicture(path) && Archive.Contains(path) ? path : _pictures.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..]);
    }

    public static bool IsPicture(string name) => PictureEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public ValueTask DisposeAsync() => Archive?.DisposeAsync() ?? ValueTask.CompletedTask;
}
