using System.Text;
using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

/// <summary>Events that there is nothing to do for: dropped with a reason in the log, never returned to the queue.</summary>
public sealed class EventTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    [Fact]
    public async Task What_is_no_event_of_an_object_created()
    {
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(
            "",
            "[1,2]",
            """{"source":"aws.ec2","detail-type":"EC2 Instance State-change Notification","detail":{}}""",
            """{"source":"aws.s3","detail-type":"Object Deleted","detail":{"bucket":{"name":"b"},"object":{"key":"k"}}}""",
            Announce(Cloud.Originals.Bucket, new string('k', 1025), "etag"))).ShouldBeEmpty();
        Logged(function.Process, "dropped").Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_event_of_another_bucket() =>
        await IsDroppedAsync(Announce("another-bucket", "originals/a.jpg", "etag"), "another bucket");

    [Fact]
    public async Task An_object_that_is_gone() => await IsDroppedAsync(Announce(Cloud.Originals.Bucket, "originals/gone.jpg", "etag"), "gone");

    [Fact]
    public async Task A_version_that_was_replaced()
    {
        var first = await Cloud.ArriveAsync("good/rocket.jpg", "originals/one");
        var second = await Cloud.ArriveAsync("good/coffee.png", "originals/one");
        await IsDroppedAsync(first, "replaced");

        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(second)).ShouldBeEmpty();
        (await ImageAsync()).ThumbnailTask.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task Keys_of_any_characters_are_images_like_any_other()
    {
        string[] keys = ["originals/../../etc/passwd", "<script>alert(1)</script>.jpg", "фото/猫 🐈.jpg", "a b+c%2F%00;'--.jpg", "tab\tnew\nline\u0001.jpg"];
        var batch = new List<string>();
        foreach (var key in keys)
        {
            batch.Add(await Cloud.ArriveAsync("good/rocket.jpg", key));
        }

        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync([.. batch])).ShouldBeEmpty();
        var images = await ImagesAsync();
        images.Select(image => image.ObjectKey).ShouldBe(keys, ignoreOrder: true);
        images.ShouldAllBe(image => image.ThumbnailTask.State == TaskState.Completed);
    }

    [Fact]
    public async Task An_empty_object_fails_for_good()
    {
        var stored = await Cloud.Originals.PutAsync("originals/empty.jpg", new MemoryStream(), new PutOptions("image/jpeg"), Token);
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(Cloud.Announce(stored.ShouldNotBeNull()))).ShouldBeEmpty();
        (await ImageAsync()).ThumbnailTask.State.ShouldBe(TaskState.Failed);
    }

    private static string Announce(string bucket, string key, string etag) =>
        ObjectCreatedEnvelope.Write(new ObjectCreatedEvent(bucket, key, 1, etag, "01", DateTimeOffset.UnixEpoch), "an-event");

    private async Task IsDroppedAsync(string body, string reason)
    {
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(body)).ShouldBeEmpty();
        var line = Logged(function.Process, "dropped").ShouldHaveSingleItem();
        line.GetProperty("Message").GetString()!.ShouldContain(reason);
        line.GetProperty("Scopes").ToString().ShouldContain("m0");
        Encoding.UTF8.GetByteCount(line.GetRawText()).ShouldBeLessThan(4096);
    }
}
