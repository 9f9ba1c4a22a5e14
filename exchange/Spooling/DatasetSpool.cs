using System.Text;

namespace Vignette.Exchange.Spooling;

/// <summary>
/// Pictures kept in a temporary file, for formats that need them more than once: the file is one state of the data set, and
/// what is in memory are the labels alone.
/// </summary>
internal sealed class DatasetSpool : IAsyncEnumerable<DatasetImage>, IDisposable
{
    private readonly FileStream _file;
    private readonly bool _isOwner;

    private DatasetSpool(FileStream file, IReadOnlyList<string> labels, bool isOwner) => (_file, Labels, _isOwner) = (file, labels, isOwner);

    /// <summary>All labels, each once, in the order of their UTF-16 units: the same whichever picture comes first.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <param name="images">A spool is used as it is, and stays its owner's.</param>
    public static async Task<DatasetSpool> OfAsync(IAsyncEnumerable<DatasetImage> images, CancellationToken cancellationToken)
    {
        if (images is DatasetSpool spool)
        {
            return new DatasetSpool(spool._file, spool.Labels, isOwner: false);
        }

        var file = TemporaryFile.Create();
        try
        {
            var labels = new SortedSet<string>(StringComparer.Ordinal);
            using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
            await foreach (var image in images.WithCancellation(cancellationToken))
            {
                DatasetCodec.Write(writer, image);
                foreach (var box in image.Boxes ?? [])
                {
                    labels.Add(box.Label);
                }
            }

            writer.Flush();
            return new DatasetSpool(file, [.. labels], isOwner: true);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>All pictures in their order, as often as asked; one walk at a time.</summary>
    public IEnumerable<DatasetImage> Read()
    {
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length)
        {
            yield return DatasetCodec.ReadImage(reader);
        }
    }

    public async IAsyncEnumerator<DatasetImage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var image in Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return image;
        }
    }

    public void Dispose()
    {
        if (_isOwner)
        {
            _file.Dispose();
        }
    }
}
