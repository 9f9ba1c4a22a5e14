using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Tasks;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tests.Tasks;

public sealed class TaskDispatcherTests : PipelineTest
{
    [Fact]
    public async Task A_delivered_event_makes_renditions_and_notes_what_the_picture_is_like()
    {
        var content = Pictures.Jpeg(7);
        var id = await Rig.UploadAsync(content);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<TaskOutcome.Completed>();

        var image = await Rig.FindAsync(id);
        image.ThumbnailTask.State.ShouldBe(TaskState.Completed);
        image.CaptionTask.State.ShouldBe(TaskState.Pending);
        image.Picture.ShouldNotBeNull().DominantColor.ShouldBe("#ff0000");
        image.Picture.Camera.ShouldBe("Canon EOS");
        image.Picture.Placeholder.ShouldStartWith("data:image/png");
        foreach (var rendition in RenditionNames.All)
        {
            await using var stored = (await Rig.Renditions.GetAsync(ObjectKeys.Rendition(id, rendition), Token)).ShouldNotBeNull();
            (await ReadAsync(stored)).ShouldBe(ScriptedThumbnailer.Rendition(rendition, content));
        }
    }

    [Fact]
    public async Task A_captioner_sees_a_downscaled_copy_and_its_caption_is_kept()
    {
        var content = Pictures.Jpeg(7);
        var id = await Rig.UploadAsync(content);

        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Completed>();

        var image = await Rig.DetailsAsync(id);
        image.Image.Caption.ShouldBe("Caption 1");
        image.Image.CaptionModel.ShouldBe("a-model");
        image.Tags.ShouldBe(["cat"]);
        image.Image.ThumbnailTask.State.ShouldBe(TaskState.Pending);
        Rig.Captioner.LastRequest.ShouldNotBeNull().Jpeg.ToArray().ShouldBe(ScriptedThumbnailer.Rendition("caption", content));
    }

    [Fact]
    public async Task A_duplicate_event_does_no_work_twice()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Caption, id);

        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Completed>();
        Rig.Captioner.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_replaced_object_is_worked_on_in_its_new_version_whatever_the_order_of_the_events()
    {
        var id = await Rig.UploadAsync(Pictures.Jpeg(1));
        var key = (await Rig.FindAsync(id)).ObjectKey;
        var before = await Rig.EnvelopeAsync(id);
        await Rig.DeliverAsync(TaskKind.Thumbnail, before);
        var replacement = Pictures.Jpeg(2);
        await Rig.Originals.PutAsync(key, new MemoryStream(replacement), new PutOptions("image/jpeg"), Token);
        var after = await Rig.EnvelopeAsync(id);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, after)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.DeliverAsync(TaskKind.Thumbnail, before)).ShouldBeOfType<TaskOutcome.Dropped>().Reason.ShouldContain("replaced");

        Rig.Thumbnailer.Calls.ShouldBe(2);
        await using var thumb = (await Rig.Renditions.GetAsync(ObjectKeys.Rendition(id, RenditionNames.Thumb), Token)).ShouldNotBeNull();
        (await ReadAsync(thumb)).ShouldBe(ScriptedThumbnailer.Rendition(RenditionNames.Thumb, replacement));
    }

    [Fact]
    public async Task An_object_that_is_replaced_while_it_is_rendered_leaves_no_rendition_of_the_old_version()
    {
        var id = await Rig.UploadAsync(Pictures.Jpeg(1));
        var key = (await Rig.FindAsync(id)).ObjectKey;
        Rig.Thumbnailer.During = (_, token) => Rig.Originals.PutAsync(key, new MemoryStream(Pictures.Jpeg(2)), new PutOptions("image/jpeg"), token);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.Renditions.HeadAsync(ObjectKeys.Rendition(id, RenditionNames.Thumb), Token)).ShouldBeNull();
        (await Rig.FindAsync(id)).ThumbnailTask.State.ShouldBe(TaskState.Pending);

        Rig.Thumbnailer.During = null;
        (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task An_image_that_is_deleted_while_its_renditions_are_put_leaves_none()
    {
        var id = await Rig.UploadAsync();
        Rig.Renditions.DuringPut = () => Rig.Get<ImageRemover>().RemoveAsync(id, Token);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<TaskOutcome.Dropped>();
        foreach (var name in RenditionNames.All)
        {
            (await Rig.Renditions.HeadAsync(ObjectKeys.Rendition(id, name), Token)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task An_event_for_an_object_that_is_gone_is_dropped()
    {
        var id = await Rig.UploadAsync();
        var envelope = await Rig.EnvelopeAsync(id);
        await Rig.Originals.DeleteAsync((await Rig.FindAsync(id)).ObjectKey, Token);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Dropped>().Reason.ShouldContain("gone");
    }

    [Fact]
    public async Task An_event_for_a_deleted_image_is_dropped()
    {
        var id = await Rig.UploadAsync();
        var envelope = await Rig.EnvelopeAsync(id);
        await Rig.Get<ImageRemovals>().MarkAsync(id, Token);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Dropped>().Reason.ShouldContain("deleted");
        Rig.Thumbnailer.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task An_object_that_arrived_on_its_own_gets_its_row_from_the_event()
    {
        const string Key = "holiday/2026/猫 & <b>.jpg";
        await Rig.Originals.PutAsync(Key, new MemoryStream(Pictures.Jpeg()), new PutOptions("text/html"), Token);
        var envelope = await Rig.EnvelopeAsync(Key);

        (await Rig.DeliverAsync(TaskKind.Caption, envelope)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Completed>();

        var image = (await Rig.Images.ListAsync(new ImageQuery(), Token)).Images.ShouldHaveSingleItem();
        image.ObjectKey.ShouldBe(Key);
        image.FileName.ShouldBe("猫 & <b>.jpg");
        image.Owner.ShouldBe(new PipelineOptions().UnclaimedOwner);
        image.ContentType.ShouldBe("image/jpeg");
        image.OverallStatus.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task What_did_not_pass_through_the_gallery_has_its_digest_noted_even_where_it_is_damaged()
    {
        const string Key = "from-elsewhere.jpg";
        var (first, second) = (Pictures.Jpeg(mark: 1), Pictures.Jpeg(mark: 2));
        await Rig.Originals.PutAsync(Key, new MemoryStream(first), new PutOptions("image/jpeg"), Token);
        var envelope = await Rig.EnvelopeAsync(Key);
        (await Rig.DeliverAsync(TaskKind.Caption, envelope)).ShouldBeOfType<TaskOutcome.Completed>();
        (await ArrivedAsync()).Sha256.ShouldBeNull();

        Rig.Thumbnailer.During = (_, _) => throw new PermanentFault("It is damaged.");
        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Failed>();
        (await ArrivedAsync()).Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(first)));

        Rig.Thumbnailer.During = null;
        await Rig.Originals.PutAsync(Key, new MemoryStream(second), new PutOptions("image/jpeg"), Token);
        (await Rig.DeliverAsync(TaskKind.Thumbnail, await Rig.EnvelopeAsync(Key))).ShouldBeOfType<TaskOutcome.Completed>();
        (await ArrivedAsync()).Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(second)));

        async Task<ImageRecord> ArrivedAsync() => (await Rig.Images.ListAsync(new ImageQuery(), Token)).Images.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"source\":\"aws.s3\"}")]
    [InlineData("<html>")]
    public async Task What_is_no_event_is_dropped(string envelope) =>
        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Dropped>();

    [Fact]
    public async Task An_event_of_another_bucket_is_dropped()
    {
        var id = await Rig.UploadAsync();
        var envelope = (await Rig.EnvelopeAsync(id)).Replace("\"originals\"", "\"others\"", StringComparison.Ordinal);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Dropped>().Reason.ShouldContain("others");
    }

    [Fact]
    public async Task A_permanent_fault_ends_the_task_at_once_with_its_reason()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (_, _) => throw new PermanentFault("The model refused the picture.");

        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBe(new TaskOutcome.Failed("The model refused the picture."));

        var image = await Rig.FindAsync(id);
        image.CaptionTask.State.ShouldBe(TaskState.Failed);
        image.CaptionTask.Reason.ShouldBe("The model refused the picture.");
        image.Caption.ShouldBeNull();
        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Completed>();
        Rig.Captioner.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(100_001, "larger than 0.1 MiB")]
    [InlineData(2, "not a JPEG")]
    public async Task An_object_that_can_be_no_picture_fails_for_good_and_is_not_read(int length, string reason)
    {
        await Rig.Originals.PutAsync("stray", new MemoryStream(length == 2 ? "GI"u8.ToArray() : length == 0 ? [] : Pictures.Jpeg(1, length)), new PutOptions("image/jpeg"), Token);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, await Rig.EnvelopeAsync("stray"))).ShouldBeOfType<TaskOutcome.Failed>().Reason.ShouldContain(reason);
        Rig.Thumbnailer.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_transient_fault_gives_the_task_back_and_waits_as_long_as_it_was_asked_to()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (_, _) => throw new TransientFault("The model is busy.", TimeSpan.FromSeconds(40));

        var retry = (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Retry>();

        retry.After.ShouldBe(TimeSpan.FromSeconds(40));
        retry.Uncounted.ShouldBeFalse();
        var task = (await Rig.FindAsync(id)).CaptionTask;
        task.State.ShouldBe(TaskState.Pending);
        task.Reason.ShouldBe("The model is busy.");

        Rig.Captioner.During = null;
        (await Rig.DeliverAsync(TaskKind.Caption, id, attempt: 2)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.FindAsync(id)).CaptionTask.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task A_transient_fault_that_names_no_time_waits_by_the_backoff()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (_, _) => throw new HttpRequestException("10.0.0.1 refused");

        var retry = (await Rig.DeliverAsync(TaskKind.Caption, id, attempt: 2)).ShouldBeOfType<TaskOutcome.Retry>();
        retry.After.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(2));
        retry.Reason.ShouldBe("A service that is needed is away.");
    }

    [Fact]
    public async Task After_the_last_try_the_task_has_failed_and_no_error_stands_as_caption()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (_, _) => throw new TransientFault("The model is busy.");

        (await Rig.DeliverAsync(TaskKind.Caption, id, attempt: 3)).ShouldBe(new TaskOutcome.GaveUp("The model is busy."));

        var image = await Rig.FindAsync(id);
        image.CaptionTask.State.ShouldBe(TaskState.Failed);
        image.CaptionTask.Reason.ShouldBe("The model is busy.");
        image.Caption.ShouldBeNull();
    }

    [Fact]
    public async Task What_an_unexpected_error_says_goes_to_the_log_and_not_to_people()
    {
        var id = await Rig.UploadAsync();
        Rig.Thumbnailer.During = (_, _) => throw new InvalidOperationException("at /srv/secret/path");

        var retry = (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<TaskOutcome.Retry>();

        retry.Reason.ShouldBe("An unexpected error (InvalidOperationException).");
        (await Rig.FindAsync(id)).ThumbnailTask.Reason.ShouldBe(retry.Reason);
        Rig.Log.Lines.ShouldContain(line => line.Fault is InvalidOperationException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_that_outlasts_its_lease_is_broken_off_and_tried_again(bool heedsCancellation)
    {
        var id = await Rig.UploadAsync();
        var begun = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        Rig.Captioner.During = (_, token) =>
        {
            begun.SetResult();
            return heedsCancellation ? never.Task.WaitAsync(token) : never.Task;
        };
        var delivery = Rig.DeliverAsync(TaskKind.Caption, id);
        await begun.Task.WaitAsync(Token);

        Rig.Clock.Advance(TimeSpan.FromSeconds(59));

        (await delivery).ShouldBeOfType<TaskOutcome.Retry>().Reason.ShouldContain("did not finish");
        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Pending);
        never.SetResult();
    }

    [Fact]
    public async Task Who_lost_the_claim_writes_nothing()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = async (call, _) =>
        {
            if (call == 1)
            {
                await Rig.Get<TaskLedger>().ReleaseAllAsync(Token);
                (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Completed>();
            }
        };

        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.FindAsync(id)).Caption.ShouldBe("Caption 2");
    }

    [Fact]
    public async Task A_fault_of_who_lost_the_claim_changes_nothing()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = async (call, _) =>
        {
            if (call == 1)
            {
                await Rig.Get<TaskLedger>().ReleaseAllAsync(Token);
                await Rig.DeliverAsync(TaskKind.Caption, id);
                throw new PermanentFault("Too late.");
            }
        };

        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task A_task_that_another_worker_has_is_left_to_it_until_its_lease_ends()
    {
        var id = await Rig.UploadAsync();
        await Rig.Get<TaskLedger>().ClaimAsync(id, TaskKind.Caption, (await Rig.FindAsync(id)).ObjectVersion!, TimeSpan.FromSeconds(50), Token);
        Rig.Clock.Advance(TimeSpan.FromSeconds(20));

        var retry = (await Rig.DeliverAsync(TaskKind.Caption, id, attempt: 3)).ShouldBeOfType<TaskOutcome.Retry>();
        retry.After.ShouldBe(TimeSpan.FromSeconds(30));
        retry.Uncounted.ShouldBeTrue();

        Rig.Clock.Advance(retry.After);
        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task Without_the_catalog_an_event_waits_and_at_its_last_try_it_dies()
    {
        var id = await Rig.UploadAsync();
        var envelope = await Rig.EnvelopeAsync(id);
        Rig.Database.Fault = FaultyDatabase.Away;

        (await Rig.DeliverAsync(TaskKind.Caption, envelope)).ShouldBeOfType<TaskOutcome.Retry>().Reason.ShouldBe("The catalog is away.");
        (await Rig.DeliverAsync(TaskKind.Caption, envelope, attempt: 3)).ShouldBe(new TaskOutcome.GaveUp("The catalog is away."));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_that_the_catalog_cannot_note_is_tried_again_even_after_the_last_try(bool permanent)
    {
        var id = await Rig.UploadAsync();
        var envelope = await Rig.EnvelopeAsync(id);
        Rig.Captioner.During = (_, _) =>
        {
            Rig.Database.Fault = FaultyDatabase.Away;
            throw permanent ? new PermanentFault("Refused.") : new TransientFault("Busy.");
        };

        (await Rig.DeliverAsync(TaskKind.Caption, envelope, attempt: 3)).ShouldBeOfType<TaskOutcome.Retry>();

        Rig.Database.Fault = null;
        Rig.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Rig.DeliverAsync(TaskKind.Caption, envelope, attempt: 4)).ShouldBeOfType<TaskOutcome.GaveUp>();
        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Failed);
        Rig.Captioner.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_is_away_is_tried_again()
    {
        var id = await Rig.UploadAsync();
        var envelope = await Rig.EnvelopeAsync(id);
        Rig.Originals.Before = call => call == nameof(IObjectStore.GetAsync) ? new TransientFault("The object store is away.") : null;

        (await Rig.DeliverAsync(TaskKind.Caption, envelope)).ShouldBeOfType<TaskOutcome.Retry>();
        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task A_host_that_stops_gives_the_task_back()
    {
        var id = await Rig.UploadAsync();
        using var stopping = new CancellationTokenSource();
        Rig.Captioner.During = (_, token) =>
        {
            stopping.Cancel();
            return Task.FromCanceled(token);
        };

        await Should.ThrowAsync<OperationCanceledException>(Rig.DeliverAsync(TaskKind.Caption, id, stopping: stopping.Token));

        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Pending);
        Rig.Captioner.During = null;
        (await Rig.DeliverAsync(TaskKind.Caption, id)).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task A_message_that_used_up_its_tries_without_an_end_fails_its_task_without_another_try()
    {
        var id = await Rig.UploadAsync();

        (await Rig.DeliverAsync(TaskKind.Thumbnail, id, attempt: 4)).ShouldBeOfType<TaskOutcome.GaveUp>();

        Rig.Thumbnailer.Calls.ShouldBe(0);
        (await Rig.FindAsync(id)).ThumbnailTask.State.ShouldBe(TaskState.Failed);
    }

    [Fact]
    public async Task Every_log_line_of_a_task_says_whose_it_is()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);

        var line = Rig.Log.Lines.Single(line => line.Message.StartsWith("Thumbnail completed", StringComparison.Ordinal));
        line.Scope["ImageId"].ShouldBe(id);
        line.Scope["Task"].ShouldBe(TaskKind.Thumbnail);
        line.Scope["CorrelationId"].ShouldBe((await Rig.FindAsync(id)).CorrelationId);
    }

    [Fact]
    public async Task A_task_carries_on_the_trace_of_its_upload()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);

        var trace = traces.Single(trace => Equals(trace.GetTagItem("vignette.image.id"), id.ToString()));
        trace.TraceId.ToHexString().ShouldBe((await Rig.FindAsync(id)).CorrelationId);
        trace.GetTagItem("vignette.outcome").ShouldBe("completed");
    }

    [Fact]
    public async Task Deliveries_are_counted_by_task_and_outcome()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name == "vignette.tasks")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (_, _) => throw new PermanentFault("Refused.");
        await Rig.DeliverAsync(TaskKind.Caption, id);

        counted.ShouldContain("caption failed");
    }

    private static async Task<byte[]> ReadAsync(StoredObject stored)
    {
        using var memory = new MemoryStream();
        await stored.Content.CopyToAsync(memory, Token);
        return memory.ToArray();
    }
}
