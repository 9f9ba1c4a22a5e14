using System.Text.Json;
using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Hosting;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

public sealed class PublishFunctionTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    private const string Schedule = """{"id":"1","detail-type":"Scheduled Event","source":"aws.events","time":"2026-01-01T00:00:00Z","region":"eu-central-1","resources":[],"detail":{}}""";

    [Fact]
    public async Task An_approval_in_the_gallery_is_announced_and_published_once()
    {
        var web = await Cloud.StartWebAsync();
        var id = await web.UploadAsync("good/rocket-exif6.jpg");
        (await Cloud.ApprovalAsync(id)).ShouldBeNull();
        var version = await web.ApproveAsync(id, "A rocket.");
        var approval = (await Cloud.ApprovalAsync(id)).ShouldNotBeNull();

        var function = await Cloud.StartFunctionAsync(FunctionNames.Publish);
        (await function.DeliverAsync(approval, approval, "not JSON")).ShouldBeEmpty();

        var report = JsonElement.Parse(await ReadAsync($"{id}.json"));
        (report.GetProperty("version").GetInt64(), report.GetProperty("caption").GetString(), report.GetProperty("orientation").GetInt32()).ShouldBe((version, "A rocket.", 6));
        (await ReadAsync($"{id}.jpg")).ShouldBe(await File.ReadAllBytesAsync(Photos.Path("good/rocket-exif6.jpg"), Token));
        var image = await ImageAsync();
        (image.Publication, image.PublishedVersion, image.PublishTask.Attempts, image.OverallStatus).ShouldBe((PublicationState.Published, version, 1, TaskState.Pending));
    }

    [Fact]
    public async Task An_approval_whose_announcement_was_lost_is_announced_by_the_sweep()
    {
        var web = await Cloud.StartWebAsync();
        var id = await web.UploadAsync("good/one-pixel.png");
        await web.ApproveAsync(id);
        await Cloud.Renditions.DeleteAsync($"reviews/{id}.json", Token);
        await Cloud.AgeAsync(TimeSpan.FromHours(1));

        var sweep = await Cloud.StartFunctionAsync(FunctionNames.Sweep);
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Announced").GetInt32().ShouldBe(1, sweep.Process.Output);

        var function = await Cloud.StartFunctionAsync(FunctionNames.Publish);
        (await function.DeliverAsync((await Cloud.ApprovalAsync(id)).ShouldNotBeNull())).ShouldBeEmpty();
        (await ImageAsync()).Publication.ShouldBe(PublicationState.Published);
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Announced").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_picture_whose_original_is_gone_fails_alone_and_is_published_once_it_is_back()
    {
        var web = await Cloud.StartWebAsync();
        var (lost, there) = (await web.UploadAsync("good/rocket.jpg"), await web.UploadAsync("good/one-pixel.png"));
        await web.ApproveAsync(lost);
        await web.ApproveAsync(there);
        var key = (await ImagesAsync()).Single(image => image.Id.ToString() == lost).ObjectKey;
        await Cloud.Originals.DeleteAsync(key, Token);
        var function = await Cloud.StartFunctionAsync(FunctionNames.Publish);

        (await function.DeliverAsync((await Cloud.ApprovalAsync(lost))!, (await Cloud.ApprovalAsync(there))!)).ShouldBeEmpty();

        var images = (await ImagesAsync()).ToDictionary(image => image.Id.ToString());
        (images[lost].Publication, images[there].Publication).ShouldBe((PublicationState.Failed, PublicationState.Published));
        await using (var picture = File.OpenRead(Photos.Path("good/rocket.jpg")))
        {
            await Cloud.Originals.PutAsync(key, picture, new("image/jpeg"), Token);
        }

        using var retry = await web.Http.PostAsync(new Uri($"/api/images/{lost}/retry", UriKind.Relative), null, Token);
        (await function.DeliverAsync((await Cloud.ApprovalAsync(lost))!)).ShouldBeEmpty();
        (await ImagesAsync()).ShouldAllBe(image => image.Publication == PublicationState.Published);
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stored = (await Cloud.Dataset.GetAsync(key, Token)).ShouldNotBeNull(key);
        using var content = new MemoryStream();
        await stored.Content.CopyToAsync(content, Token);
        return content.ToArray();
    }
}
