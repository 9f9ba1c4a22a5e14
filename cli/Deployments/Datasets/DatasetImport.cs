using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Exchange;
using Vignette.Exchange.JsonLines;
using Vignette.Gallery.Apis.Contracts;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>
/// Annotations, and pictures, out of a file and into a gallery. One that breaks off is sent again: what was done is done, and the
/// same file again changes nothing of it.
/// </summary>
internal sealed class DatasetImport(ImportOptions options, GalleryClientOptions bounds, TimeProvider time)
{
    private const int MaxLineBytes = 1 << 20;

    // Of all tries: what one has changed is as it is to the next.
    private long _added;
    private long _changed;

    // Of the last one.
    private long _taken;
    private long _skipped;
    private int _tries;

    /// <summary>Never fails: the result says what went wrong.</summary>
    /// <param name="onLine">Told of each picture.</param>
    public async Task<ImportResult> RunAsync(TransferProgress progress, Func<ImportLine, Task> onLine, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var retries = new GalleryRetries(options.Tries, bounds.RetryPause, bounds.RequestTimeout)
        {
            OnRetry = (fault, pause) => progress.Say(string.Create(CultureInfo.InvariantCulture, $"{TransferFault.Message(fault, options.Gallery)} Again in {pause.TotalSeconds:0.#} s.")),
        };
        try
        {
            var end = await retries.RunAsync(() => TryAsync(progress, onLine, cancellationToken), time, cancellationToken);
            return end.Event == ImportLine.Failed ? Result(ExitCodes.BrokeOff, $"The import broke off: {end.Reason}", started)
                : Result(_skipped > 0 ? ExitCodes.SomeLeftOut : ExitCodes.Success, $"{(options.IsDryRun ? "Nothing was changed. It would be" : "Done")}: {Counts()}.", started);
        }
        catch (Exception fault) when (TransferFault.IsKnown(fault))
        {
            var message = TransferFault.Message(fault, options.Gallery);
            return Result(TransferFault.ExitCode(fault), _tries == 0 || options.IsDryRun || _added + _changed == 0 ? message : $"{message} What was done is done ({Counts()}): import the file again to go on.", started);
        }
    }

    private long Unchanged => Math.Max(0, _taken - _added - _changed);

    private async Task<ImportLine> TryAsync(TransferProgress progress, Func<ImportLine, Task> onLine, CancellationToken cancellationToken)
    {
        await using var file = Open(options.File);
        using var gallery = await GalleryClient.ConnectAsync(options.Gallery, bounds, time, cancellationToken);
        _tries++;
        (_taken, _skipped) = (0, 0);
        using var quiet = new QuietTimeout(bounds.Patience, time, cancellationToken);
        var (size, sent) = (file.Length, 0L);
        await using var content = new SentStream(file, bytes =>
        {
            quiet.Reset();
            sent = bytes;
            progress.Show(bytes < size ? "Sending" : "Looking at the file", bytes, size, TransferUnit.Megabytes);
        });
        using var response = await SendAsync(gallery, content, quiet, () => sent);
        await using var body = await quiet.ReadAsync(response.Content.ReadAsStreamAsync);
        var lines = new LineReader(body, MaxLineBytes);
        var (done, total) = (0L, 0L);
        while (await quiet.ReadAsync(token => lines.ReadAsync(token).AsTask()) is { Line: { } bytes } read)
        {
            if (!TryParse(bytes.Span, read.IsTooLong, out var line))
            {
                throw await quiet.ReadAsync(token => lines.ReadAsync(token).AsTask()) is { Line: null } && !read.IsTooLong
                    ? BrokenOff()
                    : new GalleryException(GalleryFaultKind.NotAGallery, "answered POST /api/import with a line that no gallery writes");
            }

            switch (line.Event)
            {
                case ImportLine.Begin:
                    total = line.Total ?? 0;
                    break;
                case ImportLine.Picture:
                    Count(line);
                    await onLine(line);
                    progress.Show(options.IsDryRun ? "Looking at" : "Importing", ++done, total, TransferUnit.Pictures);
                    break;
                case ImportLine.Failed when line.Again == true:
                    throw new GalleryException(GalleryFaultKind.BrokeOff, $"cannot go on: {line.Reason}");
                default:
                    return line;
            }
        }

        throw BrokenOff();
    }

    private static GalleryException BrokenOff() => new(GalleryFaultKind.BrokeOff, "ended in the middle of its answer");

    private async Task<HttpResponseMessage> SendAsync(GalleryClient gallery, SentStream file, QuietTimeout quiet, Func<long> sent)
    {
        using var content = new StreamContent(file) { Headers = { ContentType = new("application/octet-stream"), ContentLength = file.Length } };
        try
        {
            return await quiet.ReadAsync(token => gallery.OpenAsync(HttpMethod.Post, $"/api/import{Query()}", content, token));
        }
        catch (GalleryException) when (file.Fault is { } fault)
        {
            throw new IOException(fault.Message, fault);
        }
        catch (GalleryException fault) when (fault.Kind == GalleryFaultKind.Unreachable && sent() > 0)
        {
            throw new GalleryException(GalleryFaultKind.BrokeOff, $"was lost before it answered: it {fault.Message}", fault);
        }
    }

    /// <exception cref="IOException">There is none that can be read.</exception>
    private static FileStream Open(string path) =>
        Directory.Exists(path) ? throw new IOException($"{path} is a folder. Name the file to import.")
        : !File.Exists(path) ? throw new IOException($"There is no file {path}.")
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static bool TryParse(ReadOnlySpan<byte> text, bool isTooLong, [NotNullWhen(true)] out ImportLine? line)
    {
        try
        {
            line = isTooLong ? null : JsonSerializer.Deserialize<ImportLine>(text, GalleryAnswer.Json);
        }
        catch (JsonException)
        {
            line = null;
        }

        return line is not null;
    }

    private void Count(ImportLine line)
    {
        if (line.Outcome == "skipped")
        {
            _skipped++;
            return;
        }

        _taken++;
        _added += line.Outcome == "added" ? 1 : 0;
        _changed += line.Outcome == "changed" ? 1 : 0;
    }

    private string Query() => QueryString.Create(
    [
        new KeyValuePair<string, string?>("format", options.Format?.Code()), new("merge", options.Adds ? "add" : "replace"), new("dryRun", options.IsDryRun ? "true" : "false"),
    ]).Value!;

    private string Counts() => string.Create(CultureInfo.InvariantCulture, $"{_added:N0} added, {_changed:N0} changed, {Unchanged:N0} as they are, {_skipped:N0} left out");

    private ImportResult Result(int exitCode, string message, long started) =>
        new(exitCode, message, options.IsDryRun, _added, _changed, Unchanged, _skipped, _tries, Math.Round(time.GetElapsedTime(started).TotalSeconds, 1));
}
