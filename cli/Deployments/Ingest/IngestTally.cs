using System.Globalization;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What became of all files: counts them, writes the report, and shows how far it is.</summary>
/// <param name="progress">Told of what people want to see.</param>
/// <param name="says">Whether files are spoken of one by one.</param>
internal sealed class IngestTally(IngestOptions options, TransferProgress progress, ReportFile report, bool says, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly long[] _counts = new long[Enum.GetValues<IngestOutcome>().Length];
    private readonly long _started = time.GetTimestamp();
    private long _done;
    private long _found;
    private long _moved;
    private long _deleted;
    private long _bytes;

    /// <summary>Whether all there is was found.</summary>
    public bool IsWalked { get; set; }

    public long Pictures => _counts.Sum() - this[IngestOutcome.NotImage] - this[IngestOutcome.Failed];

    private long this[IngestOutcome outcome] => Interlocked.Read(ref _counts[(int)outcome]);

    public void Find() => Interlocked.Increment(ref _found);

    /// <summary>What was found was no file yet.</summary>
    public void Forget() => Interlocked.Decrement(ref _found);

    /// <param name="sent">Bytes that were sent for it.</param>
    /// <param name="isDeleted">Whether the file is gone, since the gallery has it.</param>
    public async Task AddAsync(IngestLine line, long sent = 0, bool isDeleted = false)
    {
        await _turn.WaitAsync();
        try
        {
            _counts[(int)line.Outcome]++;
            _bytes += sent;
            _moved += line.MovedTo is null ? 0 : 1;
            _deleted += isDeleted ? 1 : 0;
            await report.WriteAsync(line);
            if (says && Text(line) is { } text)
            {
                progress.Print(GalleryException.OneLine(text));
            }

            progress.Show(options.IsDryRun ? "Looking at" : "Ingesting", ++_done, IsWalked ? Interlocked.Read(ref _found) : null, TransferUnit.Pictures);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <param name="fault">Why it came to no end; null where it did.</param>
    public IngestResult Result(Exception? fault)
    {
        var (code, message) = fault switch
        {
            null when !options.Watches && Pictures == 0 && this[IngestOutcome.Failed] == 0 => (ExitCodes.NothingFound, $"There is no picture in {string.Join(", ", options.Sources)}: {Counts()}."),
            null => (this[IngestOutcome.Failed] > 0 ? ExitCodes.SomeLeftOut : ExitCodes.Success, $"{(options.IsDryRun ? "Nothing was changed. It would be" : "Done")}: {Counts()}."),
            _ => (TransferFault.ExitCode(fault), _done == 0 ? TransferFault.Message(fault, options.Gallery) : $"{TransferFault.Message(fault, options.Gallery)} Until then: {Counts()}. What the gallery does not have for certain is as it was: the same command again goes on."),
        };
        return new IngestResult(
            code,
            message,
            options.IsDryRun,
            this[IngestOutcome.Uploaded],
            this[IngestOutcome.Known],
            this[IngestOutcome.Duplicate],
            this[IngestOutcome.Trashed],
            this[IngestOutcome.NotImage],
            this[IngestOutcome.Failed],
            _moved,
            _deleted,
            _bytes,
            Math.Round(time.GetElapsedTime(_started).TotalSeconds, 1));
    }

    public void Dispose() => _turn.Dispose();

    // The rule is no news.
    private string? Text(IngestLine line) => line.Outcome switch
    {
        IngestOutcome.Uploaded when options.IsDryRun => $"{line.File} would be uploaded",
        IngestOutcome.Uploaded when options.Watches => $"{line.File} uploaded: {new Uri(options.Gallery, line.Url)}",
        IngestOutcome.Trashed => $"{line.File} is in the gallery's trash: {line.Url}",
        IngestOutcome.Failed => $"{line.File} failed: {line.Reason}",
        _ when line.Reason is not null => $"{line.File} stays where it is: {line.Reason}",
        _ => null,
    };

    private string Counts()
    {
        (long Count, string What)[] others =
        [
            (this[IngestOutcome.Duplicate], "of the same content as another"), (this[IngestOutcome.Trashed], "in the trash"), (this[IngestOutcome.NotImage], "no pictures"),
            (this[IngestOutcome.Failed], "failed"), (_moved, "moved"), (_deleted, "deleted"),
        ];
        return string.Create(CultureInfo.InvariantCulture, $"{this[IngestOutcome.Uploaded]:N0} uploaded, {this[IngestOutcome.Known]:N0} known before")
            + string.Concat(others.Where(other => other.Count > 0).Select(other => string.Create(CultureInfo.InvariantCulture, $", {other.Count:N0} {other.What}")));
    }
}
