using System.Security.Cryptography;
using System.Text.Json;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Publishing;
using Vignette.Pipeline.Sweeping;
using Vignette.Pipeline.Tasks;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tests.Tasks;

public sealed class PublishTaskTests : PipelineTest
{
    [Fact]
    public async Task An_approval_is_announced_and_its_event_publishes_the_picture_and_its_report()
    {
        var content = Pictures.Jpeg(7);
        var id = await Rig.UploadAsync(content, "cat.jpg");
        await Rig.LoseMessagesAsync();
        var version = await Rig.ApproveAsync(id, new AnnotationEdit { Caption = "A cat.", Boxes = [new BoxEdit(new string('1', 32), "cat", new BoundingBox(0, 0, 0.5, 1))] });
        (await Rig.PublishedAsync()).ShouldBeEmpty();

        var message = (await Rig.Queue.ReceiveAsync("publish", 10, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
        (await Rig.DeliverAsync(TaskKind.Publish, message.Body)).ShouldBeOfType<TaskOutcome.Completed>();

        (await Rig.PublishedAsync()).ShouldBe([$"{id}.jpg", $"{id}.json"]);
        (await ReadAsync($"{id}.jpg")).ShouldBe(content);
        using var report = await ReportAsync(id);
        report.RootElement.GetProperty("version").GetInt64().ShouldBe(version);
        report.RootElement.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        report.RootElement.GetProperty("caption").GetString().ShouldBe("A cat.");
        report.RootElement.GetProperty("boxes")[0].GetProperty("label").GetString().ShouldBe("cat");
        var image = await Rig.FindAsync(id);
        (image.Publication, image.PublishedVersion, image.PublishedAt).ShouldBe((PublicationState.Published, version, Rig.Clock.GetUtcNow()));
        image.OverallStatus.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task The_picture_is_there_before_the_report()
    {
        var id = await ApprovedAsync();
        var seen = new List<IReadOnlyList<string>>();
        Rig.Dataset.DuringPut = async () => seen.Add(await Rig.PublishedAsync());

        await Rig.PublishAsync(id);

        seen.ShouldBe([[], [$"{id}.jpg"]]);
    }

    [Fact]
    public async Task A_duplicate_event_and_one_of_an_older_approval_do_nothing()
    {
        var id = await ApprovedAsync();
        var older = await Rig.ApprovalAsync(id);
        await Rig.PublishAsync(id);
        await Rig.ApproveAsync(id, new AnnotationEdit { Caption = "Another." });
        await Rig.PublishAsync(id);
        var report = await ReadAsync($"{id}.json");
        var puts = 0;
        Rig.Dataset.DuringPut = () => Task.FromResult(++puts);

        (await Rig.DeliverAsync(TaskKind.Publish, older)).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Dropped>();

        puts.ShouldBe(0);
        (await ReadAsync($"{id}.json")).ShouldBe(report);
    }

    [Fact]
    public async Task An_event_of_an_older_approval_that_comes_late_publishes_the_latest()
    {
        var id = await ApprovedAsync();
        var older = await Rig.ApprovalAsync(id);
        var version = await Rig.ApproveAsync(id, new AnnotationEdit { Caption = "Another." });

        (await Rig.DeliverAsync(TaskKind.Publish, older)).ShouldBeOfType<TaskOutcome.Completed>();

        (await VersionAsync(id)).ShouldBe(version);
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Dropped>();
    }

    [Fact]
    public async Task An_approval_that_comes_while_another_is_published_waits_and_comes_last()
    {
        var id = await ApprovedAsync();
        long newer = 0;
        TaskOutcome? meanwhile = null;
        Rig.Dataset.DuringPut = async () =>
        {
            Rig.Dataset.DuringPut = null;
            newer = await Rig.ApproveAsync(id, new AnnotationEdit { Caption = "Another." });
            meanwhile = await Rig.PublishAsync(id);
        };

        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Completed>();

        meanwhile.ShouldBeOfType<TaskOutcome.Retry>().Uncounted.ShouldBeTrue();
        (await Rig.FindAsync(id)).Publication.ShouldBe(PublicationState.Pending);
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Completed>();
        (await VersionAsync(id)).ShouldBe(newer);
        (await Rig.FindAsync(id)).Publication.ShouldBe(PublicationState.Published);
    }

    [Fact]
    public async Task What_changed_between_claim_and_reading_is_not_published()
    {
        var id = await ApprovedAsync();
        Rig.Originals.Before = call =>
        {
            if (call == nameof(IObjectStore.GetAsync))
            {
                // After the event was taken up: the approval is gone once the image is read.
                Rig.Get<ImageAnnotations>().ApplyAsync(id, new AnnotationEdit { Caption = "Not yet." }, "bob", Token).GetAwaiter().GetResult();
            }

            return null;
        };

        (await Rig.PublishAsync(id)).ShouldNotBeOfType<TaskOutcome.Failed>();

        (await Rig.PublishedAsync()).ShouldBeEmpty();
        (await Rig.FindAsync(id)).Publication.ShouldBe(PublicationState.None);
    }

    [Fact]
    public async Task An_approval_that_was_taken_back_is_not_published_and_what_is_published_stays()
    {
        var id = await ApprovedAsync();
        await Rig.PublishAsync(id);
        var approval = await Rig.ApprovalAsync(id);
        await Rig.Get<AnnotationIntake>().ApplyAsync(id, new AnnotationEdit { Review = ReviewState.InProgress }, "bob", Token);

        (await Rig.DeliverAsync(TaskKind.Publish, approval)).ShouldBeOfType<TaskOutcome.Dropped>();

        (await Rig.PublishedAsync()).Count.ShouldBe(2);
        (await Rig.FindAsync(id)).Publication.ShouldBe(PublicationState.Outdated);
    }

    [Fact]
    public async Task A_picture_without_its_original_fails_at_once_says_why_and_can_be_published_again()
    {
        var content = Pictures.Jpeg();
        var id = await Rig.UploadAsync(content);
        var key = (await Rig.FindAsync(id)).ObjectKey;
        await Rig.ApproveAsync(id);
        await Rig.Originals.DeleteAsync(key, Token);

        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Failed>().Reason.ShouldContain("no longer in the store");

        var failed = await Rig.FindAsync(id);
        (failed.Publication, failed.ThumbnailTask.State, failed.CaptionTask.State).ShouldBe((PublicationState.Failed, TaskState.Pending, TaskState.Pending));
        await Rig.LoseMessagesAsync();
        Rig.Clock.Advance(TimeSpan.FromDays(1));
        (await Rig.SweepAsync()).Announced.ShouldBe(0);

        await Rig.Originals.PutAsync(key, new MemoryStream(content), new PutOptions("image/jpeg"), Token);
        await Rig.LoseMessagesAsync();
        (await Rig.Get<ImageRetry>().RetryAsync(id, Token)).ShouldBe(RetryOutcome.Started);
        var message = (await Rig.Queue.ReceiveAsync("publish", 10, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
        (await Rig.DeliverAsync(TaskKind.Publish, message.Body)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.PublishedAsync()).Count.ShouldBe(2);

        // The sweep had found thumbnail and caption without an original, too: both are started again.
        (await Rig.MessagesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_no_picture_fails_at_once()
    {
        var id = await ApprovedAsync();
        Rig.Thumbnailer.During = (_, _) => throw PictureFaults.Damaged(ImageFormat.Jpeg);
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Failed>();
        (await Rig.PublishedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_data_set_that_is_away_is_tried_again_and_at_last_the_publication_fails()
    {
        var id = await ApprovedAsync();
        Rig.Dataset.Before = _ => new TransientFault("The data set is away.");

        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Retry>();
        (await Rig.FindAsync(id)).Publication.ShouldBe(PublicationState.Pending);
        (await Rig.PublishAsync(id, attempt: 3)).ShouldBeOfType<TaskOutcome.GaveUp>();

        var failed = await Rig.FindAsync(id);
        (failed.Publication, failed.PublishTask.Reason).ShouldBe((PublicationState.Failed, "The data set is away."));
    }

    [Fact]
    public async Task A_try_that_stopped_between_picture_and_report_is_finished_by_the_next()
    {
        var id = await ApprovedAsync();
        Rig.Dataset.AfterPut = () => new TransientFault("Away.");
        await Rig.PublishAsync(id);
        (await Rig.PublishedAsync()).ShouldBe([$"{id}.jpg"]);

        Rig.Dataset.AfterPut = null;
        (await Rig.PublishAsync(id, attempt: 2)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.PublishedAsync()).ShouldBe([$"{id}.jpg", $"{id}.json"]);
    }

    [Fact]
    public async Task The_same_approval_makes_the_same_bytes_whenever_it_is_published()
    {
        var id = await ApprovedAsync();
        var puts = 0;
        Rig.Dataset.AfterPut = () => ++puts == 2 ? new TransientFault("Away.") : null;
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Retry>();
        var report = await ReadAsync($"{id}.json");
        Rig.Clock.Advance(TimeSpan.FromDays(1));

        (await Rig.PublishAsync(id, attempt: 2)).ShouldBeOfType<TaskOutcome.Completed>();

        puts.ShouldBe(4);
        (await ReadAsync($"{id}.json")).ShouldBe(report);
    }

    [Fact]
    public async Task A_request_that_dies_before_its_announcement_is_made_good_by_the_sweep()
    {
        var id = await Rig.UploadAsync();
        Rig.Renditions.Before = _ => new TransientFault("Away.");
        await Rig.ApproveAsync(id);
        Rig.Renditions.Before = null;
        (await Rig.Renditions.HeadAsync(ObjectKeys.Review(id), Token)).ShouldBeNull();
        await Rig.LoseMessagesAsync();
        Rig.Clock.Advance(TimeSpan.FromMinutes(14));
        (await Rig.SweepAsync()).Announced.ShouldBe(0);
        Rig.Clock.Advance(TimeSpan.FromMinutes(2));

        (await Rig.SweepAsync()).Announced.ShouldBe(1);

        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Completed>();
        Rig.Clock.Advance(TimeSpan.FromMinutes(20));
        (await Rig.SweepAsync()).Announced.ShouldBe(0);
    }

    [Fact]
    public async Task The_sweep_at_the_start_announces_at_once_what_the_process_before_left()
    {
        var id = await Rig.UploadAsync();
        await Rig.Get<ImageAnnotations>().ApplyAsync(id, new AnnotationEdit { Review = ReviewState.Approved }, "ann", Token);
        Rig.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Rig.Get<Sweep>().RunAsync(SweepCutoffs.AtStart(Rig.Clock.GetUtcNow()), Token)).Announced.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_hangs_does_not_keep_who_approves()
    {
        var id = await Rig.UploadAsync();
        Rig.Renditions.DuringPut = () =>
        {
            Rig.Clock.Advance(TimeSpan.FromSeconds(5));
            return Task.CompletedTask;
        };

        await Rig.ApproveAsync(id);

        (await Rig.FindAsync(id)).Publication.ShouldBe(PublicationState.Pending);
        (await Rig.Renditions.HeadAsync(ObjectKeys.Review(id), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_in_the_trash_stays_published_and_what_is_deleted_for_good_does_not()
    {
        var id = await ApprovedAsync();
        await Rig.PublishAsync(id);
        var other = await ApprovedAsync();
        await Rig.PublishAsync(other);

        await Rig.Get<ImageRemover>().TrashAsync(id, "ann", Token);
        (await Rig.PublishedAsync()).Count.ShouldBe(4);
        await Rig.Get<ImageRemover>().PurgeAsync(id, Token);

        (await Rig.PublishedAsync()).ShouldBe([$"{other}.jpg", $"{other}.json"]);
        (await Rig.Renditions.HeadAsync(ObjectKeys.Review(id), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_in_the_trash_is_not_published_and_is_once_it_is_restored()
    {
        var id = await ApprovedAsync();
        await Rig.LoseMessagesAsync();
        await Rig.Get<ImageRemover>().TrashAsync(id, "ann", Token);
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Dropped>();

        await Rig.Get<ImageRemover>().RestoreAsync(id, Token);

        var message = (await Rig.Queue.ReceiveAsync("publish", 10, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
        (await Rig.DeliverAsync(TaskKind.Publish, message.Body)).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_published_leaves_nothing_once_the_sweep_has_been()
    {
        var id = await ApprovedAsync();
        Rig.Dataset.DuringPut = () => Rig.Get<ImageRemover>().RemoveAsync(id, Token);
        (await Rig.PublishAsync(id)).ShouldBeOfType<TaskOutcome.Dropped>();
        Rig.Dataset.DuringPut = null;

        Rig.Clock.Advance(TimeSpan.FromMinutes(11));
        (await Rig.SweepAsync()).Purged.ShouldBe(1);

        (await Rig.PublishedAsync()).ShouldBeEmpty();
        (await Rig.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_picture_that_was_replaced_by_one_of_another_format_leaves_one_picture()
    {
        var id = await ApprovedAsync();
        await Rig.PublishAsync(id);
        await Rig.Dataset.PutAsync($"{id}.png", new MemoryStream([1]), new PutOptions("image/png"), Token);
        await Rig.ApproveAsync(id, new AnnotationEdit { Caption = "Another." });

        await Rig.PublishAsync(id);

        (await Rig.PublishedAsync()).ShouldBe([$"{id}.jpg", $"{id}.json"]);
    }

    [Theory]
    [InlineData("reviews/x.json")]
    [InlineData("reviews/0123456789abcdef0123456789abcdef.txt")]
    [InlineData("thumb/0123456789abcdef0123456789abcdef.json")]
    [InlineData("reviews/.json")]
    public async Task An_object_that_announces_nothing_is_dropped(string key)
    {
        var envelope = ObjectCreatedEnvelope.Write(new ObjectCreatedEvent(Rig.Renditions.Bucket, key, 1, "e", "01", Rig.Clock.GetUtcNow()), "an-event");
        (await Rig.DeliverAsync(TaskKind.Publish, envelope)).ShouldBeOfType<TaskOutcome.Dropped>().Reason.ShouldContain("no approval");
    }

    [Fact]
    public async Task An_event_of_another_bucket_or_image_is_dropped()
    {
        var id = await ApprovedAsync();
        var envelope = await Rig.ApprovalAsync(id);
        (await Rig.DeliverAsync(TaskKind.Publish, envelope.Replace("\"renditions\"", "\"originals\"", StringComparison.Ordinal))).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.DeliverAsync(TaskKind.Publish, envelope.Replace($"{id}", $"{ImageId.New(Rig.Clock)}", StringComparison.Ordinal))).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.PublishedAsync()).ShouldBeEmpty();
    }

    private async Task<ImageId> ApprovedAsync()
    {
        var id = await Rig.UploadAsync();
        await Rig.ApproveAsync(id);
        return id;
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stored = (await Rig.Dataset.GetAsync(key, Token)).ShouldNotBeNull();
        using var content = new MemoryStream();
        await stored.Content.CopyToAsync(content, Token);
        return content.ToArray();
    }

    private async Task<JsonDocument> ReportAsync(ImageId id) => JsonDocument.Parse(await ReadAsync(DatasetObjects.Report(id)));

    private async Task<long> VersionAsync(ImageId id)
    {
        using var report = await ReportAsync(id);
        return report.RootElement.GetProperty("version").GetInt64();
    }
}
