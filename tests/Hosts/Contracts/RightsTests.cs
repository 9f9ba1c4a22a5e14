using System.Net;
using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Hosting;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Contracts;

/// <summary>
/// What each program does to the buckets in all that may happen to it, against what is on record in
/// <c>s3-rights.json</c>. The stack's roles are held to that record: they allow this and nothing else.
/// </summary>
public sealed class RightsTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage), IAsyncLifetime
{
    public const string Originals = "originals";
    public const string Renditions = "renditions";
    public const string Dataset = "dataset";
    public const string Web = "Web";

    private const string Schedule = """{"id":"1","detail-type":"Scheduled Event","source":"aws.events","time":"2026-01-01T00:00:00Z","region":"eu-central-1","resources":[],"detail":{}}""";

    /// <summary>More than one part of an upload.</summary>
    private const int LargeBytes = 9 << 20;

    [Fact]
    public async Task Each_program_does_to_the_buckets_what_is_on_record()
    {
        var found = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            // First, since it makes the keys of forms, once.
            [Web] = await WebAsync(),
            [FunctionNames.Thumbnail] = await ThumbnailAsync(),
            [FunctionNames.Caption] = await CaptionAsync(),
            [FunctionNames.Publish] = await PublishAsync(),
            [FunctionNames.Sweep] = await SweepAsync(),
        };
        await Record.ShouldBeAsync("s3-rights.json", found);
    }

    private async Task<object> ThumbnailAsync()
    {
        await using var recorder = await RecordAsync();
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail, Through(recorder));
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"))).ShouldBeEmpty();

        // Deleted while it is at work: what it made goes too.
        const string Key = "originals/vanishing.jpg";
        var vanishing = await Cloud.ArriveAsync("good/rocket.jpg", Key);
        recorder.Before = async request =>
        {
            if (request.Method == HttpMethod.Put.Method)
            {
                await Cloud.ExecuteAsync($"UPDATE images SET deleted_at = uploaded_at WHERE object_key = '{Key}'");
                await Cloud.Originals.DeleteAsync(Key, CancellationToken.None);
            }

            return null;
        };
        (await function.DeliverAsync(vanishing)).ShouldBeEmpty();
        return recorder.Rights;
    }

    private async Task<object> CaptionAsync()
    {
        await using var recorder = await RecordAsync();
        var function = await Cloud.StartFunctionAsync(FunctionNames.Caption, Through(recorder));
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/coffee.png"))).ShouldBeEmpty();

        var vanished = await Cloud.ArriveAsync("good/coffee.png", "originals/vanished.png");
        await Cloud.Originals.DeleteAsync("originals/vanished.png", Token);
        (await function.DeliverAsync(vanished)).ShouldBeEmpty();
        return recorder.Rights;
    }

    private async Task<object> PublishAsync()
    {
        await using var recorder = await RecordAsync();
        var web = await Cloud.StartWebAsync();
        var function = await Cloud.StartFunctionAsync(FunctionNames.Publish, Through(recorder));
        var id = await web.UploadAsync("good/rocket.jpg");
        foreach (var caption in (string[])["A rocket.", "A rocket, again."])
        {
            await web.ApproveAsync(id, caption);
            (await function.DeliverAsync((await Cloud.ApprovalAsync(id))!)).ShouldBeEmpty();
        }

        // A large one at first in vain, so that what was begun is given up.
        var large = await UploadLargeAsync(web);
        await web.ApproveAsync(large);
        recorder.Before = request => Task.FromResult<HttpStatusCode?>(
            request.Method == HttpMethod.Put.Method && request.Query.ContainsKey("partNumber") ? HttpStatusCode.InternalServerError : null);
        (await function.DeliverAsync((await Cloud.ApprovalAsync(large))!)).ShouldHaveSingleItem();
        recorder.Before = null;
        (await function.DeliverAsync((await Cloud.ApprovalAsync(large))!)).ShouldBeEmpty();

        var lost = await web.UploadAsync("good/coffee.png");
        await web.ApproveAsync(lost);
        await Cloud.Originals.DeleteAsync((await ImagesAsync()).Single(image => image.Id.ToString() == lost).ObjectKey, Token);
        (await function.DeliverAsync((await Cloud.ApprovalAsync(lost))!)).ShouldBeEmpty();
        var images = (await ImagesAsync()).ToDictionary(image => image.Id.ToString(), image => image.Publication);
        (images[id], images[lost]).ShouldBe((PublicationState.Published, PublicationState.Failed));
        return recorder.Rights;
    }

    private async Task<object> SweepAsync()
    {
        await using var recorder = await RecordAsync();
        var web = await Cloud.StartWebAsync();
        var small = await web.UploadAsync("good/rocket.jpg");
        var large = await UploadLargeAsync(web);
        var deleted = await web.UploadAsync("good/chelsea.png");
        var lost = await web.UploadAsync("good/coffee.png");
        await web.ApproveAsync(small);
        await Cloud.Originals.DeleteAsync((await ImagesAsync()).Single(image => image.Id.ToString() == lost).ObjectKey, Token);
        await Cloud.ExecuteAsync($"UPDATE images SET deleted_at = uploaded_at WHERE id = '{deleted}'");
        await Cloud.AgeAsync(TimeSpan.FromDays(60));
        await Cloud.ExecuteAsync($"UPDATE images SET deleted_at = uploaded_at WHERE id = '{deleted}'");

        // The large ones, that of the publications too, at first in vain, so that what was begun is given up.
        var sweep = await Cloud.StartFunctionAsync(FunctionNames.Sweep, Through(recorder));
        recorder.Before = request => Task.FromResult<HttpStatusCode?>(
            request.Method == HttpMethod.Put.Method && request.Query.ContainsKey("partNumber") ? HttpStatusCode.InternalServerError : null);
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Skipped").GetInt32().ShouldBe(2, sweep.Process.Output);
        recorder.Before = null;
        await Cloud.AgeAsync(TimeSpan.FromDays(60));
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Skipped").GetInt32().ShouldBe(0, sweep.Process.Output);
        var left = (await ImagesAsync()).Select(image => image.Id.ToString()).ToList();
        ((string[])[small, large, lost]).ShouldBeSubsetOf(left);
        left.ShouldNotContain(deleted);
        return recorder.Rights;
    }

    private async Task<object> WebAsync()
    {
        await using var recorder = await RecordAsync();
        var web = await Cloud.StartWebAsync(Through(recorder));

        // Forms need keys: none at first, then those of the host before.
        using (var page = await web.GetAsync("/"))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await web.Process.StopAsync(Token)).ShouldBe(0);
        web = await Cloud.StartWebAsync(Through(recorder));
        using (var page = await web.GetAsync("/"))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await web.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var small = await web.UploadAsync("good/rocket.jpg");
        var large = await UploadLargeAsync(web);
        await BreakOffAsync(web);
        await web.CompleteAsync(await CloudWeb.PutAsync(await web.AnnounceAsync("good/coffee.png"), "good/coffee.png"));
        await Eventually.BeAsync(() => Task.FromResult(recorder.Rights[$"{Originals}/*"].Contains("s3:AbortMultipartUpload")));

        var thumbnail = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        var image = (await ImagesAsync()).Single(image => image.Id.ToString() == small);
        (await thumbnail.DeliverAsync(Cloud.Announce((await Cloud.Originals.HeadAsync(image.ObjectKey, Token)).ShouldNotBeNull()))).ShouldBeEmpty();
        // Without the token, which is for the gallery alone: the store takes no address that is signed and somebody who signs in too.
        using var anybody = new HttpClient();
        foreach (var media in (string[])["thumb", "preview", "original"])
        {
            using var redirect = await web.GetAsync($"/media/{small}/{media}");
            using var picture = await anybody.GetAsync(redirect.Headers.Location.ShouldNotBeNull(), Token);
            picture.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var id in (string[])[small, large])
        {
            await web.ApproveAsync(id);
            await Cloud.ExecuteAsync($"UPDATE tasks SET state = {(int)TaskState.Failed}");
            using var again = await web.Http.PostAsync(new Uri($"/api/images/{id}/retry", UriKind.Relative), null, Token);
            again.IsSuccessStatusCode.ShouldBeTrue(await again.Content.ReadAsStringAsync(Token));
            foreach (var (method, path) in new[] { (HttpMethod.Delete, $"/api/images/{id}"), (HttpMethod.Post, $"/api/images/{id}/restore"), (HttpMethod.Delete, $"/api/images/{id}"), (HttpMethod.Delete, $"/api/trash/{id}") })
            {
                using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
                using var done = await web.Http.SendAsync(request, Token);
                done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync(Token));
            }
        }

        return recorder.Rights;
    }

    private static (string Name, string? Value)[] Through(S3Recorder recorder) => [("AWS_ENDPOINT_URL_S3", recorder.Address.ToString())];

    private Task<S3Recorder> RecordAsync() => S3Recorder.StartAsync(new Uri(Cloud.Environment["AWS_ENDPOINT_URL_S3"]!), new Dictionary<string, string>
    {
        [Cloud.Environment["S3_IMAGE_BUCKET"]!] = Originals,
        [Cloud.Environment["S3_THUMBNAIL_BUCKET"]!] = Renditions,
        [Cloud.Environment["S3_DATASET_BUCKET"]!] = Dataset,
    });

    /// <summary>A picture with more behind it than it needs.</summary>
    private static async Task<string> UploadLargeAsync(CloudWeb web)
    {
        var bytes = await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), Token);
        Array.Resize(ref bytes, LargeBytes);
        return await web.UploadAsync(new ByteArrayContent(bytes), "large.jpg");
    }

    private static async Task BreakOffAsync(CloudWeb web)
    {
        var picture = await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), Token);
        using var content = new StreamContent(new BreakingStream(picture, LargeBytes, new InvalidDataException("The body was cut off.")));
        await Should.ThrowAsync<InvalidDataException>(() => web.UploadAsync(content, "broken.jpg"));
    }
}
