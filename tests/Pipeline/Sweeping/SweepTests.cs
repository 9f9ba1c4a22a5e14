using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Sweeping;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tests.Sweeping;

public sealed class SweepTests : PipelineTest
{
    [Fact]
    public async Task An_image_that_is_stuck_is_driven_again()
    {
        var id = await Rig.UploadAsync();
        await Rig.LoseMessagesAsync();
        Rig.Clock.Advance(TimeSpan.FromMinutes(14));
        (await Rig.SweepAsync()).IsEmpty.ShouldBeTrue();

        Rig.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Rig.SweepAsync()).ShouldBe(SweepReport.Nothing with { Driven = 1 });

        (await Rig.MessagesAsync()).ShouldBe(2);
        (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<Pipeline.Tasks.TaskOutcome.Completed>();
    }

    [Fact]
    public async Task A_sweep_sends_nothing_that_waits_already()
    {
        await Rig.UploadAsync();
        Rig.Clock.Advance(TimeSpan.FromMinutes(20));
        await Rig.SweepAsync();
        await Rig.SweepAsync();
        (await Rig.MessagesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_finished_image_is_left_alone()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);
        Rig.Captioner.During = (_, _) => throw new PermanentFault("Refused.");
        await Rig.DeliverAsync(TaskKind.Caption, id);
        Rig.Clock.Advance(TimeSpan.FromDays(2));

        (await Rig.SweepAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stuck_image_whose_original_vanished_ends_as_failed()
    {
        var id = await Rig.UploadAsync();
        await Rig.Originals.DeleteAsync((await Rig.FindAsync(id)).ObjectKey, Token);
        Rig.Clock.Advance(TimeSpan.FromMinutes(20));

        (await Rig.SweepAsync()).Vanished.ShouldBe(1);

        (await Rig.FindAsync(id)).OverallStatus.ShouldBe(TaskState.Failed);
        (await Rig.SweepAsync()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task An_upload_that_was_stored_but_never_completed_is_recovered()
    {
        var image = await BeginAsync();
        await Rig.Originals.PutAsync(image.ObjectKey, new MemoryStream(Pictures.Jpeg()), new PutOptions("image/jpeg"), Token);
        await Rig.LoseMessagesAsync();
        Rig.Clock.Advance(TimeSpan.FromHours(25));

        (await Rig.SweepAsync()).Recovered.ShouldBe(1);

        await Rig.DeliverAsync(TaskKind.Thumbnail, await Rig.EnvelopeAsync(image.ObjectKey));
        (await Rig.FindAsync(image.Id)).ThumbnailTask.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task An_upload_without_an_object_goes_after_a_day()
    {
        await BeginAsync();
        Rig.Clock.Advance(TimeSpan.FromHours(23));
        (await Rig.SweepAsync()).IsEmpty.ShouldBeTrue();
        Rig.Clock.Advance(TimeSpan.FromHours(2));

        (await Rig.SweepAsync()).Abandoned.ShouldBe(1);
        (await Rig.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_deletion_that_stopped_half_way_is_finished_and_its_row_goes_after_ten_minutes()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);
        Rig.Originals.Before = Rig.Renditions.Before = call => call == nameof(IObjectStore.DeleteAsync) ? new TransientFault("Away.") : null;
        await Rig.Get<ImageRemover>().RemoveAsync(id, Token);
        Rig.Clock.Advance(TimeSpan.FromMinutes(9));
        (await Rig.SweepAsync()).IsEmpty.ShouldBeTrue();
        Rig.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Rig.SweepAsync()).Skipped.ShouldBe(1);
        (await Rig.RowsAsync()).ShouldBe(1);

        Rig.Originals.Before = Rig.Renditions.Before = null;
        (await Rig.SweepAsync()).Purged.ShouldBe(1);

        (await Rig.RowsAsync()).ShouldBe(0);
        Rig.OriginalFiles().ShouldBeEmpty();
        (await Rig.Renditions.ListAsync("", Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task One_image_that_makes_trouble_does_not_hinder_the_others()
    {
        for (var i = 0; i < 3; i++)
        {
            await Rig.UploadAsync();
        }

        await Rig.LoseMessagesAsync();
        Rig.Clock.Advance(TimeSpan.FromMinutes(20));
        var calls = 0;
        Rig.Originals.Before = _ => calls++ == 0 ? new TransientFault("Away.") : null;

        (await Rig.SweepAsync()).ShouldBe(SweepReport.Nothing with { Driven = 2, Skipped = 1 });
    }

    [Fact]
    public async Task More_than_a_batch_is_swept_in_one_run()
    {
        for (var i = 0; i < 205; i++)
        {
            await BeginAsync();
        }

        Rig.Clock.Advance(TimeSpan.FromHours(25));
        (await Rig.SweepAsync()).Abandoned.ShouldBe(205);
    }

    private Task<ImageRecord> BeginAsync()
    {
        var id = ImageId.New(Rig.Clock);
        return Rig.Get<ImageUploads>().BeginAsync(new NewImage(id, PipelineRig.Owner, "a.jpg", $"originals/{id}.jpg", "image/jpeg"), Token);
    }
}
