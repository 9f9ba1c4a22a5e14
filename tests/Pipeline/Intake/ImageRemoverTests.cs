using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Tasks;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tests.Intake;

public sealed class ImageRemoverTests : PipelineTest
{
    private ImageRemover Remover => Rig.Get<ImageRemover>();

    [Fact]
    public async Task A_deleted_image_waits_in_the_trash_with_all_its_objects_and_comes_back()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);
        await Rig.DeliverAsync(TaskKind.Caption, id);
        await Rig.LoseMessagesAsync();
        var before = await Rig.DetailsAsync(id);

        (await Remover.TrashAsync(id, "bob", Token)).ShouldBeTrue();

        (await Rig.Images.FindAsync(id, Token)).ShouldBeNull();
        var trashed = (await Rig.Get<ImageTrash>().FindAsync(Viewer.OfEverything, id, Token)).ShouldNotBeNull();
        trashed.By.ShouldBe("bob");
        trashed.Until.ShouldBe(Rig.Clock.GetUtcNow() + TimeSpan.FromDays(30));
        Rig.OriginalFiles().ShouldHaveSingleItem();
        (await Rig.Renditions.ListAsync("", Token).CountAsync(Token)).ShouldBe(2);

        (await Remover.RestoreAsync(id, Token)).ShouldBeTrue();
        (await Rig.DetailsAsync(id)).Image.ShouldBe(before.Image with { UpdatedAt = Rig.Clock.GetUtcNow() });
        (await Rig.MessagesAsync()).ShouldBe(0);
        (await Remover.RestoreAsync(id, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Deleting_twice_or_what_is_not_there_deletes_nothing()
    {
        var id = await Rig.UploadAsync();
        (await Remover.TrashAsync(id, "bob", Token)).ShouldBeTrue();
        (await Remover.TrashAsync(id, "ann", Token)).ShouldBeFalse();
        (await Remover.TrashAsync(ImageId.New(Rig.Clock), "ann", Token)).ShouldBeFalse();
        (await Rig.Get<ImageTrash>().FindAsync(Viewer.OfEverything, id, Token)).ShouldNotBeNull().By.ShouldBe("bob");
        Rig.OriginalFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Events_for_an_image_in_the_trash_do_nothing_and_what_was_unfinished_is_driven_when_it_is_restored()
    {
        var id = await Rig.UploadAsync();
        var envelope = await Rig.EnvelopeAsync(id);
        await Rig.LoseMessagesAsync();
        await Remover.TrashAsync(id, "bob", Token);

        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Dropped>();
        (await Rig.DeliverAsync(TaskKind.Caption, envelope)).ShouldBeOfType<TaskOutcome.Dropped>();
        Rig.Thumbnailer.Calls.ShouldBe(0);
        (await Rig.Images.FindAsync(id, Token)).ShouldBeNull();

        await Remover.RestoreAsync(id, Token);
        (await Rig.MessagesAsync()).ShouldBe(2);
        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task An_object_that_was_replaced_while_its_image_was_in_the_trash_is_taken_up_when_it_is_restored()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);
        await Rig.DeliverAsync(TaskKind.Caption, id);
        var key = (await Rig.FindAsync(id)).ObjectKey;
        await Remover.TrashAsync(id, "bob", Token);
        await Rig.Originals.PutAsync(key, new MemoryStream(Pictures.Jpeg(7)), new PutOptions("image/jpeg"), Token);
        await Rig.LoseMessagesAsync();

        await Remover.RestoreAsync(id, Token);

        (await Rig.MessagesAsync()).ShouldBe(2);
        (await Rig.DeliverAsync(TaskKind.Thumbnail, id)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.FindAsync(id)).ObjectVersion.ShouldBe((await Rig.Originals.HeadAsync(key, Token))?.ETag);
    }

    [Fact]
    public async Task An_unfinished_image_without_its_original_is_restored_and_says_what_is_wrong()
    {
        var id = await Rig.UploadAsync();
        var key = (await Rig.FindAsync(id)).ObjectKey;
        await Remover.TrashAsync(id, "bob", Token);
        await Rig.Originals.DeleteAsync(key, Token);

        (await Remover.RestoreAsync(id, Token)).ShouldBeTrue();

        (await Rig.FindAsync(id)).ThumbnailTask.Reason.ShouldNotBeNull().ShouldContain("original");
    }

    [Fact]
    public async Task An_image_is_restored_even_when_the_store_is_away_and_the_sweep_drives_it()
    {
        var id = await Rig.UploadAsync();
        await Rig.LoseMessagesAsync();
        await Remover.TrashAsync(id, "bob", Token);
        Rig.Originals.Before = _ => new TransientFault("Away.");
        (await Remover.RestoreAsync(id, Token)).ShouldBeTrue();

        Rig.Originals.Before = null;
        Rig.Clock.Advance(TimeSpan.FromMinutes(16));
        (await Rig.SweepAsync()).Driven.ShouldBe(1);
    }

    [Fact]
    public async Task An_image_is_deleted_for_good_out_of_the_trash_alone()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);
        (await Remover.PurgeAsync(id, Token)).ShouldBeFalse();
        (await Rig.Images.FindAsync(id, Token)).ShouldNotBeNull();

        await Remover.TrashAsync(id, "bob", Token);
        (await Remover.PurgeAsync(id, Token)).ShouldBeTrue();

        Rig.OriginalFiles().ShouldBeEmpty();
        (await Rig.Renditions.ListAsync("", Token).CountAsync(Token)).ShouldBe(0);
        (await Remover.RestoreAsync(id, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_whole_trash_is_restored_or_deleted_for_good_and_the_sweep_deletes_the_objects()
    {
        var kept = await Rig.UploadAsync();
        for (var i = 0; i < 203; i++)
        {
            await Remover.TrashAsync(await Rig.UploadAsync(), "bob", Token);
        }

        (await Remover.RestoreAllAsync(Viewer.OfEverything, Token)).ShouldBe(203);
        (await Rig.Get<ImageTrash>().CountAsync(Viewer.OfEverything, Token)).ShouldBe(0);
        (await Remover.RestoreAllAsync(Viewer.OfEverything, Token)).ShouldBe(0);
        foreach (var image in await Rig.Get<StuckImages>().UnfinishedAsync(DateTimeOffset.MaxValue, 0, 1000, Token))
        {
            await (image.Id == kept ? Task.CompletedTask : Remover.TrashAsync(image.Id, "bob", Token));
        }

        (await Remover.EmptyAsync(Viewer.OfEverything, Token)).ShouldBe(203);
        (await Rig.Get<ImageTrash>().CountAsync(Viewer.OfEverything, Token)).ShouldBe(0);
        Rig.Clock.Advance(TimeSpan.FromMinutes(11));
        (await Rig.SweepAsync()).Purged.ShouldBe(203);
        Rig.OriginalFiles().ShouldHaveSingleItem();
        (await Rig.Images.FindAsync(kept, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_time_for_the_trash_a_deleted_image_is_gone_at_once()
    {
        await using var rig = await PipelineRig.StartAsync(new PipelineOptions { TrashTime = TimeSpan.Zero });
        var id = await rig.UploadAsync();
        (await rig.Get<ImageRemover>().TrashAsync(id, "bob", Token)).ShouldBeTrue();
        rig.OriginalFiles().ShouldBeEmpty();
        (await rig.Get<ImageTrash>().CountAsync(Viewer.OfEverything, Token)).ShouldBe(0);
        (await rig.Get<ImageRemover>().TrashAsync(id, "bob", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_upload_that_has_not_come_is_gone_at_once()
    {
        var id = ImageId.New(Rig.Clock);
        await Rig.Get<ImageUploads>().BeginAsync(new NewImage(id, PipelineRig.Owner, "a.jpg", $"originals/{id}.jpg", "image/jpeg"), Token);
        (await Remover.TrashAsync(id, "bob", Token)).ShouldBeTrue();
        (await Rig.Get<ImageTrash>().CountAsync(Viewer.OfEverything, Token)).ShouldBe(0);
        (await Rig.Get<ImageUploads>().FindAsync(id, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_sweep_purges_what_was_in_the_trash_for_its_time()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);
        await Remover.TrashAsync(id, "bob", Token);
        Rig.Clock.Advance(TimeSpan.FromDays(30));
        (await Rig.SweepAsync()).IsEmpty.ShouldBeTrue();
        (await Remover.RestoreAsync(id, Token)).ShouldBeFalse();
        Rig.OriginalFiles().ShouldHaveSingleItem();

        Rig.Clock.Advance(TimeSpan.FromMinutes(11));
        (await Rig.SweepAsync()).Purged.ShouldBe(1);

        (await Rig.RowsAsync()).ShouldBe(0);
        Rig.OriginalFiles().ShouldBeEmpty();
        (await Rig.Renditions.ListAsync("", Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_removed_image_is_gone_with_all_its_objects()
    {
        var id = await Rig.UploadAsync();
        await Rig.DeliverAsync(TaskKind.Thumbnail, id);

        (await Rig.Get<ImageRemover>().RemoveAsync(id, Token)).ShouldBeTrue();

        (await Rig.Images.FindAsync(id, Token)).ShouldBeNull();
        (await Rig.Originals.ListAsync("", Token).CountAsync(Token)).ShouldBe(0);
        (await Rig.Renditions.ListAsync("", Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task There_is_nothing_to_remove_where_there_is_no_image() =>
        (await Rig.Get<ImageRemover>().RemoveAsync(ImageId.New(Rig.Clock), Token)).ShouldBeFalse();

    [Fact]
    public async Task An_image_is_gone_even_when_the_store_is_away_and_its_objects_go_later()
    {
        var id = await Rig.UploadAsync();
        Rig.Originals.Before = call => call == nameof(IObjectStore.DeleteAsync) ? new TransientFault("The object store is away.") : null;

        (await Rig.Get<ImageRemover>().RemoveAsync(id, Token)).ShouldBeTrue();
        (await Rig.Images.FindAsync(id, Token)).ShouldBeNull();

        Rig.Originals.Before = null;
        (await Rig.Get<ImageRemover>().RemoveAsync(id, Token)).ShouldBeTrue();
        Rig.OriginalFiles().ShouldBeEmpty();
    }
}
