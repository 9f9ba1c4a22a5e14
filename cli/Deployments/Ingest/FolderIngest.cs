using System.Globalization;
using System.Net;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Imaging.Vips;
using Vignette.Pipeline;
using Vignette.Schema.Catalog;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>
/// Pictures out of folders and into a gallery: found, read, asked for by digest many at once, sent if they are not there, and only
/// then tagged, moved or deleted. Each stage waits for the next, so that memory is the same for ten files and a million. What was
/// done the gallery knows: an ingest that broke off is run again.
/// </summary>
internal sealed class FolderIngest : IDisposable
{
    // Of one answer, and one transaction, of the gallery.
    private const int MostAsked = ImageDigests.MaxDigests;
    private const int MostTagged = BulkRequest.MaxIds;

    private const int Waiting = 256;

    private static readonly TimeSpan LateLimit = TimeSpan.FromSeconds(15);
    private static readonly int Readers = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly IngestOptions _options;
    private readonly GalleryClientOptions _bounds;
    private readonly TimeProvider _time;
    private readonly IngestTally _tally;
    private readonly SendingPace _pace;
    private readonly CandidateReader _reader;
    private readonly SentDigests _sent = new();
    private readonly Channel<SourceFile> _found = Channel.CreateBounded<SourceFile>(Waiting);
    private readonly Channel<Candidate> _read = Channel.CreateBounded<Candidate>(Waiting);
    private readonly Channel<Candidate> _unknown = Channel.CreateBounded<Candidate>(Waiting);
    private readonly Channel<ConfirmedFile> _confirmed = Channel.CreateBounded<ConfirmedFile>(Waiting);

    private Exception? _fault;

    /// <param name="says">Whether files are spoken of one by one.</param>
    /// <exception cref="DllNotFoundException">Pictures are to be shrunk, and libvips is not installed.</exception>
    public FolderIngest(IngestOptions options, GalleryClientOptions bounds, TimeProvider time, TransferProgress progress, ReportFile report, bool says)
    {
        _reader = new CandidateReader(options.LongestSide is { } side ? new VipsShrinker(side, NullLogger.Instance) : null);

        // How often something is tried is for the pace to say.
        (_options, _bounds, _time) = (options, bounds with { UploadTries = 1 }, time);
        _tally = new IngestTally(options, progress, report, says, time);
        _pace = new SendingPace(options.Parallel, options.Patience, time, Random.Shared.NextDouble)
        {
            OnPause = (fault, pause) => progress.Say(string.Create(CultureInfo.InvariantCulture, $"{TransferFault.Message(fault, options.Gallery)} Again in {pause.TotalSeconds:0.#} s.")),
        };
    }

    /// <summary>The result says what went wrong.</summary>
    /// <param name="stop">Ends it at once; where folders are watched, once all is done that was begun.</param>
    /// <param name="again">Ends it at once.</param>
    public async Task<IngestResult> RunAsync(CancellationToken stop, CancellationToken again)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_options.Watches ? again : stop);
        try
        {
            var sources = SourceFolders.Of(_options.Sources, _options.MoveTo);
            if (_options is { MoveTo: { } target, IsDryRun: false })
            {
                Directory.CreateDirectory(target);
            }

            using var gallery = await _pace.RunAsync(() => GalleryClient.ConnectAsync(_options.Gallery, _bounds, _time, ended.Token), ended.Token, isOfAll: true);
            await RunAsync(sources, gallery, ended, stop);
        }
        catch (Exception fault)
        {
            _fault ??= fault;
        }

        var known = _fault is GalleryAwayException away ? away.Fault : _fault;
        if (known is not null && !TransferFault.IsKnown(known))
        {
            ExceptionDispatchInfo.Throw(known);
        }

        return _tally.Result(known);
    }

    public void Dispose() => _tally.Dispose();

    private async Task RunAsync(SourceFolders sources, GalleryClient gallery, CancellationTokenSource ended, CancellationToken stop)
    {
        var token = ended.Token;
        var finisher = new FileFinisher(_options, gallery, _pace);
        using var late = new CancellationTokenSource();
        await using var lateness = token.Register(() => late.CancelAfter(LateLimit));
        var finishing = Stage(() => FinishAsync(finisher, late.Token), () => _confirmed.Writer.TryComplete());
        await Task.WhenAll(
            Stage(() => FindAsync(sources, stop, token), () => _found.Writer.TryComplete()),
            Stage(() => Together(Readers, () => ReadAsync(token)), () => _read.Writer.TryComplete()),
            Stage(() => AskAsync(gallery, token), () => _unknown.Writer.TryComplete()),
            Stage(() => Together(_options.Parallel, () => SendAsync(gallery, token)), () => false));
        _confirmed.Writer.TryComplete();
        await finishing;

        // What breaks one stage ends all of them, but for what is certain already.
        async Task Stage(Func<Task> work, Func<bool> complete)
        {
            try
            {
                await work();
            }
            catch (Exception fault)
            {
                Interlocked.CompareExchange(ref _fault, fault, null);
                await ended.CancelAsync();
            }
            finally
            {
                complete();
            }
        }
    }

    private static Task Together(int count, Func<Task> work) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(work)));

    private Task FindAsync(SourceFolders sources, CancellationToken stop, CancellationToken token) => Task.Run(
        async () =>
        {
            if (_options.Watches)
            {
                await WatchAsync(sources, stop, token);
                return;
            }

            foreach (var entry in sources.Walk())
            {
                await FindAsync(entry, token);
            }

            _tally.IsWalked = true;
        },
        token);

    private async Task WatchAsync(SourceFolders sources, CancellationToken stop, CancellationToken token)
    {
        using var watch = new FolderWatch(sources, _options.Settle, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, token);
        try
        {
            await foreach (var entry in watch.ReadAsync(either.Token))
            {
                await FindAsync(entry, token);
            }
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // What was found is still brought in.
        }
    }

    private async Task FindAsync(FoundEntry entry, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        _tally.Find();
        if (entry.Trouble is { } trouble)
        {
            await _tally.AddAsync(new IngestLine(entry.File.Path, IngestOutcome.Failed, Reason: trouble));
        }
        else
        {
            await _found.Writer.WriteAsync(entry.File, token);
        }
    }

    private async Task ReadAsync(CancellationToken token)
    {
        await foreach (var file in _found.Reader.ReadAllAsync(token))
        {
            Candidate? candidate;
            try
            {
                candidate = await _reader.ReadAsync(file, token);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or PermanentFault)
            {
                await FailAsync(file, digest: null, fault);
                continue;
            }

            if (candidate is null)
            {
                await _tally.AddAsync(new IngestLine(file.Path, IngestOutcome.NotImage));
            }
            else
            {
                await _read.Writer.WriteAsync(candidate, token);
            }
        }
    }

    private async Task AskAsync(GalleryClient gallery, CancellationToken token)
    {
        await foreach (var batch in _read.Reader.ReadBatchesAsync(MostAsked, _time, token))
        {
            string[] digests = [.. batch.Select(candidate => candidate.Digest).Distinct()];
            var known = (await _pace.RunAsync(() => gallery.KnownAsync(digests, token), token, isOfAll: true)).ToDictionary(content => content.Digest);
            foreach (var candidate in batch)
            {
                if (_sent.TryBegin(candidate, out var sent))
                {
                    await PassOnAsync(candidate, known.GetValueOrDefault(candidate.Digest), token);
                }
                else if (sent is not null)
                {
                    await ConfirmAsync(candidate, IngestOutcome.Duplicate, sent);
                }
            }
        }
    }

    private async Task PassOnAsync(Candidate candidate, KnownContent? known, CancellationToken token)
    {
        if (known is not null)
        {
            var outcome = known.InTrash ? IngestOutcome.Trashed : IngestOutcome.Known;
            var image = new UploadedImage(known.Id, candidate.File.Name, known.Url);
            foreach (var file in _sent.GiveUp(candidate.Digest).Prepend(candidate))
            {
                await ConfirmAsync(file, outcome, image);
            }
        }
        else if (_options.IsDryRun)
        {
            await ConfirmAsync(candidate, IngestOutcome.Uploaded, new UploadedImage("", candidate.File.Name, ""));
        }
        else
        {
            await _unknown.Writer.WriteAsync(candidate, token);
        }
    }

    private async Task SendAsync(GalleryClient gallery, CancellationToken token)
    {
        await foreach (var first in _unknown.Reader.ReadAllAsync(token))
        {
            for (var candidate = first; candidate is not null; candidate = await TrySendAsync(gallery, candidate, token) ? null : _sent.Next(first.Digest))
            {
            }
        }
    }

    /// <returns>False where the file cannot be sent, and one of the same content may.</returns>
    private async Task<bool> TrySendAsync(GalleryClient gallery, Candidate candidate, CancellationToken token)
    {
        try
        {
            var image = await _pace.RunAsync(() => UploadAsync(gallery, candidate, token), token);
            await ConfirmAsync(candidate, IngestOutcome.Uploaded, image);
            return true;
        }
        catch (GalleryException fault) when (IsOfTheFile(fault))
        {
            foreach (var file in _sent.GiveUp(candidate.Digest).Prepend(candidate))
            {
                await FailAsync(file.File, file.Digest, new GalleryException(fault.Kind, $"the gallery {fault.Message}"));
                file.Dispose();
            }

            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await FailAsync(candidate.File, candidate.Digest, fault);
            candidate.Dispose();
            return false;
        }
    }

    private static async Task<UploadedImage> UploadAsync(GalleryClient gallery, Candidate candidate, CancellationToken token)
    {
        // The key is the content's: what arrived without its answer having come back is the same picture when it is sent again.
        VerifiedStream? content = null;
        var file = new UploadFile(candidate.File.Name, candidate.Size, $"ingest-{candidate.Digest}", () => content = candidate.Open());
        try
        {
            return await gallery.UploadAsync(file, token);
        }
        catch (GalleryException) when (content?.Fault is { } fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    // What is refused of one file is not refused of others.
    private static bool IsOfTheFile(GalleryException fault) => fault.Kind != GalleryFaultKind.NotAGallery && fault.Kind != GalleryFaultKind.CertificateUntrusted
        && fault.Status is null or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity or >= HttpStatusCode.InternalServerError;

    private async Task ConfirmAsync(Candidate candidate, IngestOutcome outcome, UploadedImage image)
    {
        // Once it is certain, nothing stops it from being noted.
        await _confirmed.Writer.WriteAsync(new ConfirmedFile(candidate, outcome, image.Id, image.Url), CancellationToken.None);
        if (outcome == IngestOutcome.Uploaded)
        {
            foreach (var same in _sent.Complete(candidate.Digest, image))
            {
                await ConfirmAsync(same, IngestOutcome.Duplicate, image);
            }
        }
    }

    private async Task FailAsync(SourceFile file, string? digest, Exception fault)
    {
        // Where folders are watched, it comes again as what it is now, or under its new name.
        if (_options.Watches && (IsChanged(fault) || (fault is IOException && !Path.Exists(file.Path) && !file.IsLink)))
        {
            _tally.Forget();
            return;
        }

        await _tally.AddAsync(new IngestLine(file.Path, IngestOutcome.Failed, digest, Reason: fault.Message));
    }

    private static bool IsChanged(Exception fault) => fault is FileChangedException || fault.InnerException is FileChangedException;

    private async Task FinishAsync(FileFinisher finisher, CancellationToken late)
    {
        await foreach (var batch in _confirmed.Reader.ReadBatchesAsync(MostTagged, _time, CancellationToken.None))
        {
            var faults = _options.IsDryRun ? new Dictionary<string, string>() : await TagAsync(finisher, batch, late);
            foreach (var file in batch)
            {
                await FinishAsync(finisher, file, faults.GetValueOrDefault(file.Id));
                file.Candidate.Dispose();
            }
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> TagAsync(FileFinisher finisher, List<ConfirmedFile> batch, CancellationToken late)
    {
        try
        {
            return await finisher.TagAsync(batch, late);
        }
        catch (Exception fault) when (fault is GalleryAwayException or OperationCanceledException)
        {
            var reason = fault is GalleryAwayException ? fault.Message : "there was no time left for it";
            return batch.Where(file => finisher.TagsOf(file.Candidate.File).Count > 0).Select(file => file.Id).Distinct().ToDictionary(id => id, _ => reason);
        }
    }

    private async Task FinishAsync(FileFinisher finisher, ConfirmedFile file, string? notTagged)
    {
        var (candidate, isUpload) = (file.Candidate, file.Outcome == IngestOutcome.Uploaded);
        var line = new IngestLine(candidate.File.Path, file.Outcome, candidate.Digest, file.Id.Length == 0 ? null : file.Id, file.Url.Length == 0 ? null : file.Url);
        if (notTagged is not null)
        {
            await _tally.AddAsync(line with { Outcome = IngestOutcome.Failed, Reason = $"it is in the gallery, but was not tagged: {notTagged}" }, isUpload ? candidate.Size : 0);
            return;
        }

        var isDeleted = false;
        try
        {
            (var movedTo, isDeleted, var reason) = finisher.Finish(file);
            line = line with { MovedTo = movedTo, Reason = reason };
        }
        catch (FileChangedException fault) when (_options.Watches)
        {
            line = line with { Reason = fault.Message };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            line = line with { Outcome = IngestOutcome.Failed, Reason = $"it is in the gallery, but was not {(_options.After == AfterIngest.Move ? "moved" : "deleted")}: {fault.Message}" };
        }

        await _tally.AddAsync(line, isUpload ? candidate.Size : 0, isDeleted);
    }
}
