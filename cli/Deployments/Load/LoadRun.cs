using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Load.Measuring;
using Vignette.Cli.Deployments.Load.Pictures;
using Vignette.Cli.Deployments.Load.Watching;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Schema;

namespace Vignette.Cli.Deployments.Load;

/// <summary>
/// Sends pictures to a gallery, each once and whatever comes of it, measures how long it takes to take them and to finish them, and
/// deletes them. Nothing is sent before all that a load needs is there.
/// </summary>
/// <param name="bounds">Of the client; a file is sent once, whatever they say.</param>
internal sealed class LoadRun(LoadOptions options, GalleryClientOptions bounds, TimeProvider time)
{
    private const string Stopped = "stopped";

    // Of what is not measured.
    private const int Tries = 5;

    private static readonly TimeSpan ProgressPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    private readonly string _run = $"load{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    private readonly ConcurrentQueue<string> _ids = [];
    private readonly GalleryRetries _retries = new(Tries, bounds.RetryPause, bounds.RequestTimeout);

    /// <summary>Never fails: the result says what went wrong.</summary>
    public async Task<LoadResult> RunAsync(TransferProgress progress, StopSignals stop)
    {
        var startedAt = time.GetUtcNow();
        try
        {
            using var gallery = await ConnectAsync(stop.Token);
            var source = await PrepareAsync(progress, stop.Token);
            return await RunAsync(gallery, source, startedAt, progress, stop);
        }
        catch (Exception fault) when (TransferFault.IsKnown(fault))
        {
            return new LoadResult(TransferFault.ExitCode(fault), TransferFault.Message(fault, options.Gallery), _run, startedAt, options.Settings(), "none", "", stop.Token.IsCancellationRequested, 0, null);
        }
        catch (DllNotFoundException fault)
        {
            return new LoadResult(ExitCodes.Failure, fault.Message, _run, startedAt, options.Settings(), "none", "", false, 0, null);
        }
    }

    private async Task<GalleryClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var gallery = await GalleryClient.ConnectAsync(options.Gallery, bounds with { UploadTries = 1 }, time, cancellationToken);
        try
        {
            return (await gallery.ReadinessAsync(cancellationToken)).Status == "ready" ? gallery : throw new GalleryException(GalleryFaultKind.Unavailable, "is not ready: GET /health/ready says what is down");
        }
        catch
        {
            gallery.Dispose();
            throw;
        }
    }

    private async Task<IPictureSource> PrepareAsync(TransferProgress progress, CancellationToken cancellationToken) => options.From is { } folder
        ? await FolderPictures.OpenAsync(folder, cancellationToken)
        : await DrawnPictures.DrawAsync(options.Seed, options.Sizes, options.Formats, (done, total) => progress.Show("Drawing", done, total, TransferUnit.Pictures), cancellationToken);

    private async Task<LoadResult> RunAsync(GalleryClient gallery, IPictureSource source, DateTimeOffset startedAt, TransferProgress progress, StopSignals stop)
    {
        LoadMeter? meter = null;
        var pending = new PendingResults<long>(bounds.TransferTimeout, time, (due, outcome) => meter!.Finish(due, Failures(outcome)));
        var watch = new ResultWatch<long>(gallery, pending, time);
        using var watched = new CancellationTokenSource();
        var watching = watch.RunAsync(watched.Token);
        IOException? broken = null;
        await using var told = stop.Token.Register(() => progress.Say("Ending: nothing more is sent, and what was accepted is waited for. Once more ends it at once."));
        try
        {
            await watch.Begun.WaitAsync(stop.Token);
            await using var feed = new PictureFeed(source, options.Images, _run);
            meter = new LoadMeter(time);
            using (Show(progress, meter))
            {
                try
                {
                    await options.Loop(time).RunAsync(feed, (picture, due) => SendAsync(gallery, meter, pending, picture, due, stop.Again), stop.Token);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    broken = new IOException(fault.Message, fault);
                }

                await SettleAsync(meter, pending, watch, stop.Again);
            }
        }
        finally
        {
            await watched.CancelAsync();
            await watching;
        }

        var left = options.Keep ? _ids.Count : await CleanUpAsync(gallery, progress, stop.Again);
        return Result(meter.Measures(), source, watch.Way, startedAt, stop.Token.IsCancellationRequested, left, broken);
    }

    private async Task<TimeSpan> SendAsync(GalleryClient gallery, LoadMeter meter, PendingResults<long> pending, LoadPicture picture, long due, CancellationToken broken)
    {
        meter.Send(due);
        try
        {
            var image = await gallery.UploadAsync(picture.ToFile(_run), broken);
            _ids.Enqueue(image.Id);
            meter.Accept(due, picture.Bytes.Length);
            pending.Expect(image.Id, due);
            return TimeSpan.Zero;
        }
        catch (GalleryException fault)
        {
            meter.Reject(KindOf(fault), fault.Message);

            // A client that is told to come later does, and one that is told nothing does not come in a hurry.
            return fault.RetryAfter is { } after ? Least(after, bounds.RequestTimeout) : BusyPause;
        }
        catch (OperationCanceledException)
        {
            meter.Reject(Stopped, "Somebody ended the load while this was on its way.");
            throw;
        }
    }

    /// <summary>Waits for what was taken, as long as any of it goes on.</summary>
    private async Task SettleAsync(LoadMeter meter, PendingResults<long> pending, ResultWatch<long> watch, CancellationToken broken)
    {
        try
        {
            for (var (left, since) = (pending.Count, time.GetTimestamp()); left > 0;)
            {
                await Task.Delay(SettlePause, time, broken);
                if (time.GetElapsedTime(since) >= options.SettleTimeout)
                {
                    // Events can be missed, the list cannot.
                    await _retries.RunAsync(() => watch.CatchUpAsync(broken), time, broken);
                    if (pending.Count == left)
                    {
                        break;
                    }
                }

                if (pending.Count < left)
                {
                    (left, since) = (pending.Count, time.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException)
        {
            meter.Lose(pending.Abandon(), Stopped, "Somebody ended the load before this was finished.");
        }
        catch (GalleryException fault)
        {
            meter.Lose(pending.Abandon(), "lost", fault.Message);
        }

        meter.Lose(pending.Abandon(), "lost", string.Create(CultureInfo.InvariantCulture, $"It was taken, and nothing was finished any more for {options.SettleTimeout.TotalSeconds:0} seconds."));
    }

    private async Task<long?> CleanUpAsync(GalleryClient gallery, TransferProgress progress, CancellationToken broken)
    {
        try
        {
            return await new LoadCleanup(gallery, _run, _retries, time).RunAsync(_ids, (done, total) => progress.Show("Deleting", done, total, TransferUnit.Pictures), broken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Shows how far it is, until it is disposed.</summary>
    private ITimer Show(TransferProgress progress, LoadMeter meter) => time.CreateTimer(
        _ => progress.Show("Loading", meter.Done, options.Images, TransferUnit.Pictures),
        null,
        ProgressPause,
        ProgressPause);

    private static string KindOf(GalleryException fault) => fault.Status is { } status
        ? ((int)status).ToString(CultureInfo.InvariantCulture)
        : fault.Kind switch
        {
            GalleryFaultKind.Unreachable => "no answer",
            GalleryFaultKind.BrokeOff => "broke off",
            GalleryFaultKind.CertificateUntrusted => "untrusted certificate",
            GalleryFaultKind.NotAGallery => "no gallery's answer",
            _ => "refused",
        };

    private static IReadOnlyList<(string Kind, string Example)> Failures(Outcome outcome) =>
    [
        .. outcome.IsDeleted ? [("deleted", "Somebody deleted it before it was finished.")] : Array.Empty<(string, string)>(),
        .. outcome.Thumbnail == TaskState.Failed ? [("thumbnail failed", "The picture's page says why.")] : Array.Empty<(string, string)>(),
        .. outcome.Caption == TaskState.Failed ? [("caption failed", "The picture's page says why.")] : Array.Empty<(string, string)>(),
    ];

    private LoadResult Result(LoadMeasures measures, IPictureSource source, string way, DateTimeOffset startedAt, bool isStopped, long? left, IOException? broken)
    {
        var isLeft = !options.Keep && left != 0;
        var exitCode = broken is not null ? ExitCodes.FileTrouble
            : measures.Lost > 0 ? ExitCodes.NeverFinished
            : measures.Failed > 0 ? ExitCodes.ProcessingFailed
            : measures.NotAccepted > 0 ? ExitCodes.SomeLeftOut
            : isLeft ? ExitCodes.NotDeleted
            : isStopped ? ExitCodes.Failure
            : ExitCodes.Success;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{(isStopped ? "Stopped" : broken is not null ? $"{broken.Message} Ended early" : "Done")}: {measures.Sent:N0} sent, {measures.Accepted:N0} accepted, {measures.Finished:N0} finished in {measures.Seconds:0.0} s, {measures.FinishedPerSecond:0.#} a second; {measures.NotAccepted:N0} not accepted, {measures.Failed:N0} failed, {measures.Lost:N0} lost.");
        var rest = options.Keep ? $" The pictures are kept; a search for {_run} finds them."
            : left is null ? $" Not all pictures could be deleted: a search for {_run} finds those that are left, or the trash has them."
            : isLeft ? string.Create(CultureInfo.InvariantCulture, $" {left:N0} pictures could not be deleted: a search for {_run} finds them, or the trash has them.")
            : "";
        var heard = way == ResultWatch<long>.ByEvents
            ? "by the gallery's events, which it sends up to 0.25 seconds after a result"
            : "by reading the gallery's list every second: results are up to that much later than they were";
        return new LoadResult(exitCode, message + rest, _run, startedAt, options.Settings(), source.Description, heard, isStopped, left, measures);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
