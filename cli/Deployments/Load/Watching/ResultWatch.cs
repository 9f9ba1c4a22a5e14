using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Load.Watching;

/// <summary>
/// Hears what becomes of pictures: by the gallery's events, which cost it one look at its catalog four times a second, however many
/// pictures are worked on; where it sends none, by reading its list every second. What it missed it reads from the list.
/// </summary>
internal sealed class ResultWatch<T>(GalleryClient gallery, PendingResults<T> pending, TimeProvider time)
{
    public const string ByEvents = "events";
    public const string ByLists = "lists";

    private const int PageSize = 200;

    // Between two readings of the list, and before a stream that ended is opened again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // After so long without an event the list is read, and the stream opened again: one that is dead looks like one that is quiet.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _last;

    /// <summary>Completes once nothing that happens from now on is missed.</summary>
    public Task Begun => _begun.Task;

    /// <summary>How it hears: <see cref="ByEvents"/> or <see cref="ByLists"/>.</summary>
    public string Way { get; private set; } = ByEvents;

    /// <summary>Watches until it is cancelled. What fails is tried again: the gallery may be away for a moment, or busy, which is what a load is for.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await (Way == ByEvents ? ListenAsync(cancellationToken) : CatchUpAsync(cancellationToken));
                }
                catch (GalleryException fault)
                {
                    // One that cannot stream says so; what stands before one may hold it back.
                    Way = !_begun.Task.IsCompleted || fault.Status == HttpStatusCode.NoContent ? ByLists : Way;
                }

                if (Way == ByLists)
                {
                    _begun.TrySetResult();
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody wants to know more.
        }
    }

    /// <summary>Reads from the list what became of those that are waited for.</summary>
    /// <returns>How many are left.</returns>
    /// <exception cref="GalleryException">It cannot be read.</exception>
    public async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        string? cursor = null;
        while (pending.Earliest is { } earliest)
        {
            var page = await gallery.ListAsync(string.Create(CultureInfo.InvariantCulture, $"?limit={PageSize}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}"), cancellationToken);
            foreach (var image in page.Images.Where(image => pending.Has(image.Id)))
            {
                pending.Hear(image.Id, Outcome.Of(image));
            }

            // Newest first: further on all are older than what is waited for.
            if (page.Next is null || page.Images.All(image => string.CompareOrdinal(image.Id, earliest) < 0))
            {
                break;
            }

            cursor = page.Next;
        }

        return pending.Count;
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var quiet = new QuietTimeout(Silence, time, cancellationToken);
        using var response = await quiet.ReadAsync(token => gallery.OpenAsync(HttpMethod.Get, _last is null ? "/api/events" : $"/api/events?since={Uri.EscapeDataString(_last)}", content: null, token));
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            throw new GalleryException(GalleryFaultKind.NotAGallery, $"answered GET /api/events with {response.Content.Headers.ContentType?.MediaType ?? "something without a type"} instead of events");
        }

        await using var body = await quiet.ReadAsync(response.Content.ReadAsStreamAsync);
        if (!_begun.TrySetResult())
        {
            await CatchUpAsync(cancellationToken);
        }

        await using var events = SseParser.Create(body).EnumerateAsync(quiet.Token).GetAsyncEnumerator(quiet.Token);
        while (await quiet.ReadAsync(_ => events.MoveNextAsync().AsTask()))
        {
            switch (events.Current.EventType)
            {
                case "image":
                    Hear(events.Current.Data);
                    _last = events.Current.EventId ?? _last;
                    break;
                case "resync":
                    await CatchUpAsync(cancellationToken);
                    break;
            }
        }
    }

    private void Hear(string data)
    {
        try
        {
            if (JsonSerializer.Deserialize<HeardEvent>(data, GalleryAnswer.Json) is { } heard)
            {
                pending.Hear(heard.Id, Outcome.Of(heard));
            }
        }
        catch (JsonException fault)
        {
            throw new GalleryException(GalleryFaultKind.NotAGallery, "sent an event that no gallery sends", fault);
        }
    }
}
