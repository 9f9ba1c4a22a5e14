using System.Net.Http.Headers;
using System.Text.Json;
using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Topology;

/// <summary>All of what a stack deploys, together: people upload while one part after another is away.</summary>
public sealed class TopologyTests(MySqlServer database, RadosGateway storage) : IAsyncLifetime
{
    private readonly Random _random = new(20);
    private readonly HashSet<(string, string)> _announced = [];
    private readonly Dictionary<string, string> _ids = [];

    private CloudRig _cloud = null!;
    private CloudWeb _web = null!;
    private CloudFunction _thumbnails = null!;
    private CloudFunction _captions = null!;
    private CloudQueue _thumbnailQueue = null!;
    private CloudQueue _captionQueue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cloud = await CloudRig.CreateAsync(database, storage, migrated: false);

    public ValueTask DisposeAsync() => _cloud?.DisposeAsync() ?? default;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_done_twice_whatever_goes_away()
    {
        await DeployAsync();
        var good = Photos.Good.Select(path => $"good/{Path.GetFileName(path)}").ToArray();
        _random.Shuffle(good);
        var groups = good.Chunk((good.Length + 5) / 6).ToArray();
        groups.Length.ShouldBe(6);

        await WorkAsync(groups[0], () => Task.CompletedTask, () => Task.CompletedTask);
        (await WorkAsync(groups[1], _cloud.DatabaseServer.KillAsync, _cloud.DatabaseServer.StartAsync)).ShouldBeTrue();
        (await WorkAsync(groups[2], _cloud.Storage.StopAsync, _cloud.Storage.StartAsync)).ShouldBeTrue();
        (await WorkAsync(groups[3], ModelFailsAsync, () => Task.CompletedTask)).ShouldBeTrue();
        await WorkAsync(groups[4], KillFunctionsAsync, () => Task.CompletedTask);
        await WorkAsync(groups[5], _web.Process.KillAsync, async () => _web = await _cloud.StartWebAsync());

        // What nobody noted as stored, or nobody took up, is what the sweep is for.
        await _cloud.AgeAsync(TimeSpan.FromDays(2));
        var sweep = await _cloud.StartFunctionAsync(FunctionNames.Sweep);
        (await sweep.InvokeAsync("{}")).Json().GetProperty("Skipped").GetInt32().ShouldBe(0);
        await DeliverAllAsync();

        var images = (await _cloud.Images.ListAsync(new() { Limit = 200 }, Token)).Images;
        images.Select(image => image.Id.ToString()).ShouldBe(_ids.Values, ignoreOrder: true);
        foreach (var image in images)
        {
            image.ThumbnailTask.State.ShouldBe(TaskState.Completed, image.FileName);
            image.CaptionTask.State.ShouldBe(TaskState.Completed, image.FileName);
            var history = (await _cloud.Images.DetailsAsync(image.Id, Token)).ShouldNotBeNull().History;
            history.Count(entry => entry is { Task: TaskKind.Thumbnail, State: TaskState.Completed }).ShouldBe(1, image.FileName);
            history.Count(entry => entry is { Task: TaskKind.Caption, State: TaskState.Completed }).ShouldBe(1, image.FileName);
            foreach (var rendition in RenditionNames.All)
            {
                (await _cloud.Renditions.HeadAsync(ObjectKeys.Rendition(image.Id, rendition), Token)).ShouldNotBeNull();
            }
        }

        _thumbnailQueue.DeadLetters.ShouldBeEmpty();
        _captionQueue.DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_or_ends_as_failed_with_a_reason()
    {
        await DeployAsync();
        var accepted = new List<string>();
        foreach (var path in Photos.Bad)
        {
            if (await TryUploadAsync($"bad/{Path.GetFileName(path)}") is { } id)
            {
                accepted.Add(id);
            }
        }

        await AnnounceAsync();
        await DeliverAllAsync();
        var images = (await _cloud.Images.ListAsync(new() { Limit = 200 }, Token)).Images;
        images.Select(image => image.Id.ToString()).ShouldBe(accepted, ignoreOrder: true);
        images.ShouldNotBeEmpty();
        foreach (var task in images.SelectMany(image => new[] { image.ThumbnailTask, image.CaptionTask }))
        {
            task.State.ShouldBe(TaskState.Failed);
            task.Reason.ShouldNotBeNullOrWhiteSpace();
            task.Attempts.ShouldBe(1);
        }

        images.ShouldAllBe(image => image.Caption == null);
        _thumbnailQueue.DeadLetters.ShouldBeEmpty();
        _captionQueue.DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_function_gets_through_a_queue_of_photographs()
    {
        await DeployAsync();
        var events = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            events.Add(await _cloud.ArriveAsync("good/astronaut-progressive.jpg", $"originals/{i}.jpg"));
        }

        foreach (var (name, function) in new[] { ("Thumbnail", _thumbnails), ("Caption", _captions) })
        {
            (await function.DeliverAsync(events[0])).ShouldBeEmpty();
            var started = TimeProvider.System.GetTimestamp();
            foreach (var batch in events.Skip(1).Chunk(10))
            {
                (await function.DeliverAsync(batch)).ShouldBeEmpty();
            }

            var rate = (events.Count - 1) / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {rate:0.0} images a second when warm, peak memory {await function.Process.PeakMemoryAsync() / 1e6:0} MB");
        }

        var images = (await _cloud.Images.ListAsync(new() { Limit = 200 }, Token)).Images;
        images.Count.ShouldBe(events.Count);
        images.ShouldAllBe(image => image.ThumbnailTask.State == TaskState.Completed && image.CaptionTask.State == TaskState.Completed);
    }

    private async Task DeployAsync()
    {
        var migrate = await _cloud.StartFunctionAsync(FunctionNames.Migrate);
        (await migrate.InvokeAsync("{}")).Json().GetProperty("Applied").GetInt32().ShouldBeGreaterThan(0);
        _web = await _cloud.StartWebAsync();
        _thumbnails = await _cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        _captions = await _cloud.StartFunctionAsync(FunctionNames.Caption);
        var routes = EventRoute.Defaults(_cloud.Originals.Bucket, _cloud.Renditions.Bucket);
        _thumbnailQueue = new CloudQueue(_thumbnails, routes.Single(route => route.Task == TaskKind.Thumbnail).MaxAttempts, _random);
        _captionQueue = new CloudQueue(_captions, routes.Single(route => route.Task == TaskKind.Caption).MaxAttempts, _random);
    }

    /// <summary>Uploads and delivers, before, during and after a time in which something is away.</summary>
    /// <returns>Whether a function kept messages meanwhile.</returns>
    private async Task<bool> WorkAsync(string[] photos, Func<Task> goAway, Func<Task> comeBack)
    {
        var first = photos.Take((photos.Length + 1) / 2);
        await UploadAllAsync(first);
        await AnnounceAsync();

        await goAway();
        foreach (var photo in photos)
        {
            await TryUploadAsync(photo);
        }

        await _thumbnailQueue.DeliverAsync();
        await _captionQueue.DeliverAsync();
        var isHeldUp = !_thumbnailQueue.IsEmpty || !_captionQueue.IsEmpty;
        await comeBack();

        // Who got no answer, or was told to come back, comes back.
        await UploadAllAsync(photos);
        await AnnounceAsync();
        await DeliverAllAsync();
        return isHeldUp;
    }

    private async Task UploadAllAsync(IEnumerable<string> photos)
    {
        foreach (var photo in photos)
        {
            await Eventually.BeAsync(async () => await TryUploadAsync(photo) is not null);
        }
    }

    /// <returns>The image's id; null where the file was refused or nobody answered.</returns>
    private async Task<string?> TryUploadAsync(string photo)
    {
        using var form = CloudWeb.Form(photo);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(photo));
        try
        {
            using var answer = await _web.Http.SendAsync(request, Token);
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
            return _ids[photo] = json.RootElement.GetProperty("images")[0].GetProperty("id").GetString()!;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>S3 and EventBridge: tells both queues of every object that is new, twice.</summary>
    private async Task AnnounceAsync()
    {
        await foreach (var stored in _cloud.Originals.ListAsync("", Token))
        {
            if (_announced.Add((stored.Key, stored.ETag)))
            {
                var told = _cloud.Announce(stored);
                foreach (var queue in new[] { _thumbnailQueue, _captionQueue })
                {
                    queue.Send(told);
                    queue.Send(told);
                }
            }
        }
    }

    private async Task DeliverAllAsync()
    {
        while (!_thumbnailQueue.IsEmpty || !_captionQueue.IsEmpty)
        {
            await _thumbnailQueue.DeliverAsync();
            await _captionQueue.DeliverAsync();
        }
    }

    private Task ModelFailsAsync()
    {
        _cloud.Model.Next(ChatAnswers.GeminiError(429, "Quota exceeded."), ChatAnswers.HtmlError(503), ChatAnswers.Drop(), ChatAnswers.DropHalfWay(), ChatAnswers.OpenAIError(500, "Internal"));
        return Task.CompletedTask;
    }

    private async Task KillFunctionsAsync()
    {
        await Task.WhenAll(DieInTheMiddleAsync(_thumbnails, _thumbnailQueue), DieInTheMiddleAsync(_captions, _captionQueue));

        static async Task DieInTheMiddleAsync(CloudFunction function, CloudQueue queue)
        {
            var delivery = queue.DeliverAsync();
            await function.RestartAsync();
            await delivery;
        }
    }
}
