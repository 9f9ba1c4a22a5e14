using System.Globalization;
using System.Net.Http.Headers;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Exchange;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>What a search finds, out of a gallery and into a file that has its name once it is whole.</summary>
internal sealed class DatasetExport(ExportOptions options, GalleryClientOptions bounds, TimeProvider time)
{
    private const int BufferSize = 64 << 10;

    private int _tries;
    private long _bytes;

    /// <summary>Never fails: the result says what went wrong.</summary>
    public async Task<ExportResult> RunAsync(TransferProgress progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var retries = new GalleryRetries(options.Tries, bounds.RetryPause, bounds.RequestTimeout)
        {
            OnRetry = (fault, pause) => progress.Say(string.Create(CultureInfo.InvariantCulture, $"{TransferFault.Message(fault, options.Gallery)} Again from the beginning in {pause.TotalSeconds:0.#} s.")),
        };
        try
        {
            await retries.RunAsync(() => TryAsync(progress, cancellationToken), time, cancellationToken);
            return Result(ExitCodes.Success, $"{TransferUnit.Megabytes.Describe(_bytes, null, null)} exported{(options.File is null ? "" : $" to {options.File}")}.", options.File, started);
        }
        catch (Exception fault) when (TransferFault.IsKnown(fault))
        {
            return Result(TransferFault.ExitCode(fault), TransferFault.Message(fault, options.Gallery), null, started);
        }
    }

    private async Task<long> TryAsync(TransferProgress progress, CancellationToken cancellationToken)
    {
        _tries++;
        _bytes = 0;
        if (options.File is null)
        {
            await using var output = Console.OpenStandardOutput();
            try
            {
                await CopyAsync(output, progress, cancellationToken);
            }
            catch (GalleryException fault) when (fault.IsTransient && _bytes > 0)
            {
                // What is out cannot be taken back.
                throw new GalleryException(fault.Kind, fault.Message, fault) { IsFinal = true };
            }
        }
        else
        {
            await using var file = PartialFile.Create(options.File);
            await CopyAsync(file.Content, progress, cancellationToken);
            await file.KeepAsync(cancellationToken);
        }

        return _bytes;
    }

    private async Task CopyAsync(Stream output, TransferProgress progress, CancellationToken cancellationToken)
    {
        using var gallery = await GalleryClient.ConnectAsync(options.Gallery, bounds, time, cancellationToken);
        using var quiet = new QuietTimeout(bounds.Patience, time, cancellationToken);
        using var response = await quiet.ReadAsync(token => gallery.OpenAsync(HttpMethod.Get, $"/api/export{Query()}", content: null, token));
        Check(response);
        await using var body = await quiet.ReadAsync(response.Content.ReadAsStreamAsync);
        var buffer = new byte[BufferSize];
        for (int read; (read = await quiet.ReadAsync(token => body.ReadAsync(buffer, token).AsTask())) > 0;)
        {
            await WriteAsync(output, buffer.AsMemory(0, read), cancellationToken);
            _bytes += read;
            progress.Show("Exporting", _bytes, response.Content.Headers.ContentLength, TransferUnit.Megabytes);
        }
    }

    private static async Task WriteAsync(Stream output, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await output.WriteAsync(bytes, cancellationToken);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            // What .NET makes of EFBIG.
            throw new IOException("The file is too large for where it is written.", fault);
        }
    }

    /// <summary>Refuses what is no export, and one whose end could not be told from a connection that was lost.</summary>
    private void Check(HttpResponseMessage response)
    {
        var (type, expected) = (response.Content.Headers.ContentType?.MediaType, MediaTypeHeaderValue.Parse(options.Format.Writer().MediaType(options.WithPictures)).MediaType);
        if (type != expected)
        {
            throw new GalleryException(GalleryFaultKind.NotAGallery, $"answered GET /api/export with {type ?? "something without a type"} instead of {expected}");
        }

        if (response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked != true && response.Version.Major < 2)
        {
            throw new GalleryException(GalleryFaultKind.NotAGallery, "does not say where its answer ends, so that a part could be taken for the whole: something old stands before it");
        }
    }

    private string Query()
    {
        IEnumerable<KeyValuePair<string, string?>> parameters = [new("format", options.Format.Code()), .. options.WithPictures ? [new("images", "true")] : Array.Empty<KeyValuePair<string, string?>>(), .. options.Search.Select(each => new KeyValuePair<string, string?>(each.Key, each.Value))];
        return QueryString.Create(parameters).Value!;
    }

    private ExportResult Result(int exitCode, string message, string? file, long started) =>
        new(exitCode, message, file, _bytes, _tries, Math.Round(time.GetElapsedTime(started).TotalSeconds, 1));
}
