using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Vignette.Gallery.Tests;

/// <summary>What happens to images, as it happens.</summary>
public sealed class EventsTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync(configure: services => services.AddSingleton(
        new GalleryOptions { ChangePollInterval = TimeSpan.FromMilliseconds(20), HeartbeatInterval = TimeSpan.FromMilliseconds(200) }));

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task An_image_is_followed_from_upload_to_deletion()
    {
        await using var events = await EventStream.OpenAsync(_gallery.Http, "/api/events");
        events.Response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        var id = await _gallery.AddAsync("good/rocket.jpg");
        var done = await events.NextAsync(id, image => image.GetProperty("status").GetString() == "completed");
        done.GetProperty("deleted").GetBoolean().ShouldBeFalse();
        done.GetProperty("thumbnailStatus").GetString().ShouldBe("completed");
        done.GetProperty("annotationStatus").GetString().ShouldBe("completed");
        done.GetProperty("caption").GetString().ShouldNotBeNullOrWhiteSpace();
        done.GetProperty("captionOrigin").GetString().ShouldBe("offline");
        (await _gallery.GetAsync(done.GetProperty("thumbnailUrl").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await _gallery.Http.DeleteAsync(new Uri($"/api/images/{id}", UriKind.Relative), CancellationToken);
        await events.NextAsync(id, image => image.GetProperty("deleted").GetBoolean());
    }

    [Fact]
    public async Task A_host_that_cannot_stream_says_so_at_once()
    {
        await using var gallery = await TestGallery.StartAsync(configure: services => services.AddSingleton(new GalleryOptions { StreamsEvents = false }));
        (await gallery.GetAsync("/api/events")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task All_who_watch_hear_of_it()
    {
        await using var first = await EventStream.OpenAsync(_gallery.Http, "/api/events");
        await using var second = await EventStream.OpenAsync(_gallery.Http, "/api/events");
        var id = await _gallery.AddAsync();
        await first.NextAsync(id, _ => true);
        await second.NextAsync(id, _ => true);
    }

    [Fact]
    public async Task Who_comes_back_hears_what_was_missed()
    {
        string last;
        await using (var events = await EventStream.OpenAsync(_gallery.Http, "/api/events"))
        {
            await events.NextAsync(await _gallery.AddAsync(), _ => true);
            last = events.LastId;
        }

        var missed = await _gallery.AddSettledAsync();
        await using var again = await EventStream.OpenAsync(_gallery.Http, "/api/events", last);
        await again.NextAsync(missed, image => image.GetProperty("status").GetString() == "completed");
    }

    [Fact]
    public async Task A_page_hears_what_happened_since_it_was_made()
    {
        var mark = DateTimeOffset.UnixEpoch.ToUnixTimeMilliseconds();
        var id = await _gallery.AddSettledAsync();
        await using var events = await EventStream.OpenAsync(_gallery.Http, FormattableString.Invariant($"/api/events?since={mark}"));
        await events.NextAsync(id, image => image.GetProperty("status").GetString() == "completed");
    }

    [Fact]
    public async Task Who_missed_a_great_deal_is_told_to_read_the_list_again()
    {
        for (var batch = 0; batch < 3; batch++)
        {
            var content = await TestGallery.PhotoAsync("good/one-pixel.png");
            var bytes = await content.ReadAsByteArrayAsync(CancellationToken);
            using var response = await _gallery.UploadAsync(null, [.. Enumerable.Range(0, 80).Select(_ => ("one.png", TestGallery.Part(bytes)))]);
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        await using var events = await EventStream.OpenAsync(_gallery.Http, "/api/events?since=1");
        await events.UntilLineAsync("event: resync");
    }

    [Fact]
    public async Task A_quiet_stream_shows_that_it_is_alive()
    {
        await using var events = await EventStream.OpenAsync(_gallery.Http, "/api/events");
        await events.UntilLineAsync(": alive");
    }

    [Fact]
    public async Task An_id_that_is_none_is_refused()
    {
        using var response = await _gallery.GetAsync("/api/events?since=yesterday");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_stream_ends_at_once_when_the_host_stops()
    {
        await using var events = await EventStream.OpenAsync(_gallery.Http, "/api/events");
        await events.UntilLineAsync(": alive");
        var stopping = _gallery.StopAsync();
        await events.UntilEndAsync().WaitAsync(TimeSpan.FromSeconds(5), CancellationToken);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken);
    }

    private sealed class EventStream : IAsyncDisposable
    {
        private readonly StreamReader _reader;
        private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);

        private EventStream(HttpResponseMessage response, Stream stream)
        {
            Response = response;
            _reader = new StreamReader(stream);
            _limit.CancelAfter(TimeSpan.FromSeconds(60));
        }

        public HttpResponseMessage Response { get; }

        public string LastId { get; private set; } = "";

        public static async Task<EventStream> OpenAsync(HttpClient http, string path, string? lastId = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (lastId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastId);
            }

            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            return new EventStream(response, await response.Content.ReadAsStreamAsync(CancellationToken));
        }

        /// <summary>Reads on to the next event of this image that is so.</summary>
        public async Task<JsonElement> NextAsync(string id, Func<JsonElement, bool> condition)
        {
            while (true)
            {
                var line = await LineAsync();
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    LastId = line["id: ".Length..];
                }
                else if (line.StartsWith("data: {\"id\"", StringComparison.Ordinal))
                {
                    var image = JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]);
                    if (image.GetProperty("id").GetString() == id && condition(image))
                    {
                        return image;
                    }
                }
            }
        }

        public async Task UntilLineAsync(string line)
        {
            while (await LineAsync() != line)
            {
                // Something else first.
            }
        }

        public async Task UntilEndAsync()
        {
            while (await _reader.ReadLineAsync(_limit.Token) is not null)
            {
                // What was said before the end.
            }
        }

        public ValueTask DisposeAsync()
        {
            _limit.Dispose();
            _reader.Dispose();
            Response.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<string> LineAsync() => await _reader.ReadLineAsync(_limit.Token) ?? throw new EndOfStreamException("The stream ended.");
    }
}
