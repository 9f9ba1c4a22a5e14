using Microsoft.AspNetCore.Http;
using Vignette.Exchange;
using Vignette.Exchange.Importing;
using Vignette.Exchange.Spooling;

namespace Vignette.Gallery.Exchange;

/// <summary>A file that was sent, read whole and looked at before anything of it is used.</summary>
internal sealed class ImportRun : IAsyncDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly FileStream _content;
    private DatasetFile? _file;
    private DatasetStage? _stage;
    private IAsyncEnumerator<ImportItem>? _items;
    private bool _hasFirst;

    private ImportRun(FileStream content) => _content = content;

    public DatasetFormat Format { get; private set; }

    /// <summary>How many items there are.</summary>
    public long Total { get; private set; }

    /// <param name="format">Null: whatever it is.</param>
    /// <exception cref="DatasetException">The file cannot be used, and nothing of it was.</exception>
    /// <exception cref="BadHttpRequestException">The request broke off, or is too large.</exception>
    public static async Task<ImportRun> BeginAsync(
        Stream body,
        DatasetFormat? format,
        ImportOptions options,
        DatasetImporter importer,
        DatasetLimits limits,
        CancellationToken cancellationToken)
    {
        var run = new ImportRun(TemporaryFile.Create());
        try
        {
            await run.ReceiveAsync(body, limits.MaxFileBytes, cancellationToken);
            run._file = await DatasetFile.OpenAsync(run._content, limits, cancellationToken);
            run.Format = format ?? await FormatDetection.DetectAsync(run._file, cancellationToken);
            run._stage = new DatasetStage(limits);
            await run.Format.Reader().ReadAsync(run._file, run._stage, cancellationToken);
            run.Total = run._stage.Count + run._stage.Problems.Count;
            run._items = importer.ImportAsync(run._file, run._stage, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            run._hasFirst = await run._items.MoveNextAsync();
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>What becomes of each, one after another; once.</summary>
    public async IAsyncEnumerable<ImportItem> ItemsAsync()
    {
        for (var has = _hasFirst; has; has = await _items!.MoveNextAsync())
        {
            yield return _items!.Current;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_items is not null)
        {
            await _items.DisposeAsync();
        }

        _stage?.Dispose();
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }

        await _content.DisposeAsync();
    }

    private async Task ReceiveAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (_content.Position + read > maxBytes)
            {
                throw new BadHttpRequestException("The file is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            await _content.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
