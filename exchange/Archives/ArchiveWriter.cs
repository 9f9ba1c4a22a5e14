using System.IO.Compression;
using System.Text;

namespace Vignette.Exchange.Archives;

/// <summary>Writes a zip forwards, entry by entry, and never synchronously; what it keeps in memory is the list of entries.</summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    /// <summary>The earliest a zip knows: the same data set makes the same bytes.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ForwardOnlyStream _output;
    private readonly ZipArchive _archive;

    private ArchiveWriter(ForwardOnlyStream output, ZipArchive archive) => (_output, _archive) = (output, archive);

    public static async Task<ArchiveWriter> CreateAsync(Stream output, CancellationToken cancellationToken)
    {
        var forward = new ForwardOnlyStream(output);
        return new ArchiveWriter(forward, await ZipArchive.CreateAsync(forward, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken));
    }

    public async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(name, CompressionLevel.Fastest, cancellationToken);
        await write(content);
    }

    public Task AddTextAsync(string name, string text, CancellationToken cancellationToken) =>
        AddAsync(name, content => content.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask(), cancellationToken);

    /// <summary>The pictures, into a folder; they are compressed already.</summary>
    public async Task AddPicturesAsync(string folder, IEnumerable<DatasetImage> images, IPictureSource pictures, CancellationToken cancellationToken)
    {
        foreach (var image in images)
        {
            if (image.Picture is not { } name || await pictures.OpenAsync(image, cancellationToken) is not { } picture)
            {
                continue;
            }

            await using (picture)
            {
                await using var content = await OpenAsync(folder + name, CompressionLevel.NoCompression, cancellationToken);
                await picture.CopyToAsync(content, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync();
        await _output.FlushAsync();
    }

    private Task<Stream> OpenAsync(string name, CompressionLevel level, CancellationToken cancellationToken)
    {
        var entry = _archive.CreateEntry(name, level);
        entry.LastWriteTime = Time;
        return entry.OpenAsync(cancellationToken);
    }
}
