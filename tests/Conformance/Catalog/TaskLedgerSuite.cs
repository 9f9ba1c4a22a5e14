using Vignette.Schema;
using Vignette.Schema.Catalog;
using TaskStatus = Vignette.Schema.TaskStatus;

namespace Vignette.Conformance.Catalog;

public abstract class TaskLedgerSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    [Fact]
    public async Task A_new_image_is_pending()
    {
        var image = await Catalog.FindAsync(await Catalog.StoreAsync());
        image.OverallStatus.ShouldBe(TaskState.Pending);
        image.ThumbnailTask.ShouldBe(new TaskStatus(TaskKind.Thumbnail, TaskState.Pending));
        image.CaptionTask.ShouldBe(new TaskStatus(TaskKind.Caption, TaskState.Pending));
    }

    [Fact]
    public async Task A_claim_shuts_others_out_until_its_lease_is_over()
    {
        var id = await Catalog.StoreAsync();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail);
        claim.Attempt.ShouldBe(1);

        var held = (await Catalog.Ledger.ClaimAsync(id, TaskKind.Thumbnail, "v1", CatalogFixture.Lease, Token)).ShouldBeOfType<ClaimResult.Held>();
        held.Until.ShouldBe(Catalog.Clock.GetUtcNow() + CatalogFixture.Lease);
        (await Catalog.FindAsync(id)).ThumbnailTask.State.ShouldBe(TaskState.Processing);

        Catalog.Clock.Advance(CatalogFixture.Lease);
        var second = await Catalog.ClaimAsync(id, TaskKind.Thumbnail);
        second.Attempt.ShouldBe(2);
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeFalse();
        (await Catalog.Ledger.FailAsync(claim, "late", Token)).ShouldBeFalse();
        (await Catalog.Ledger.ReleaseAsync(claim, "late", Token)).ShouldBeFalse();
        (await Catalog.FindAsync(id)).Picture.ShouldBeNull();
        (await Catalog.Ledger.CompleteAsync(second, CatalogFixture.Picture(), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_result_counts_while_nobody_else_has_claimed()
    {
        var id = await Catalog.StoreAsync();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail);
        Catalog.Clock.Advance(CatalogFixture.Lease * 2);
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Both_results_make_a_completed_image()
    {
        var id = await Catalog.StoreAsync();
        await Catalog.ThumbnailAsync(id);
        var half = await Catalog.FindAsync(id);
        half.OverallStatus.ShouldBe(TaskState.Processing);
        half.Picture.ShouldBe(CatalogFixture.Picture());

        await Catalog.CaptionAsync(id, "A teapot.", "tea", "kitchen");
        var details = await Catalog.DetailsAsync(id);
        details.Image.OverallStatus.ShouldBe(TaskState.Completed);
        details.Image.Caption.ShouldBe("A teapot.");
        details.Image.CaptionOrigin.ShouldBe(CaptionOrigin.Model);
        details.Image.CaptionModel.ShouldBe("gemini");
        details.Tags.ShouldBe(["tea", "kitchen"]);
        details.Objects.ShouldBe(CatalogFixture.Caption("").Objects);
        details.Image.CaptionTask.Attempts.ShouldBe(1);
        details.Image.CaptionTask.StartedAt.ShouldBe(Catalog.Clock.GetUtcNow());
        details.Image.CaptionTask.FinishedAt.ShouldBe(Catalog.Clock.GetUtcNow());
        details.History.Select(entry => (entry.Task, entry.State, entry.Attempt)).ShouldBe(
        [
            (TaskKind.Thumbnail, TaskState.Processing, 1), (TaskKind.Thumbnail, TaskState.Completed, 1),
            (TaskKind.Caption, TaskState.Processing, 1), (TaskKind.Caption, TaskState.Completed, 1),
        ]);
    }

    [Fact]
    public async Task A_result_is_written_once()
    {
        var id = await Catalog.StoreAsync();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Caption);
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption("first"), Token)).ShouldBeTrue();
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption("second"), Token)).ShouldBeFalse();
        (await Catalog.FindAsync(id)).Caption.ShouldBe("first");
        (await Catalog.Ledger.ClaimAsync(id, TaskKind.Caption, "v1", CatalogFixture.Lease, Token)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Completed));
    }

    [Fact]
    public async Task A_failed_task_says_why_and_stays_failed()
    {
        var id = await Catalog.StoreAsync();
        await Catalog.ThumbnailAsync(id);
        (await Catalog.Ledger.FailAsync(await Catalog.ClaimAsync(id, TaskKind.Caption), "The model refused.", Token)).ShouldBeTrue();

        var image = await Catalog.FindAsync(id);
        image.OverallStatus.ShouldBe(TaskState.Failed);
        image.CaptionTask.Reason.ShouldBe("The model refused.");
        (await Catalog.Ledger.ClaimAsync(id, TaskKind.Caption, "v1", CatalogFixture.Lease, Token)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Failed));
    }

    [Fact]
    public async Task A_released_task_is_tried_again_and_forgets_its_reason_once_it_succeeds()
    {
        var id = await Catalog.StoreAsync();
        (await Catalog.Ledger.ReleaseAsync(await Catalog.ClaimAsync(id, TaskKind.Caption), "Rate limit.", Token)).ShouldBeTrue();
        var pending = (await Catalog.FindAsync(id)).CaptionTask;
        pending.State.ShouldBe(TaskState.Pending);
        pending.Reason.ShouldBe("Rate limit.");
        pending.FinishedAt.ShouldBeNull();

        var claim = await Catalog.ClaimAsync(id, TaskKind.Caption);
        claim.Attempt.ShouldBe(2);
        (await Catalog.FindAsync(id)).CaptionTask.Reason.ShouldBe("Rate limit.");
        await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption("x"), Token);
        (await Catalog.FindAsync(id)).CaptionTask.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Another_object_version_starts_the_task_anew()
    {
        var id = await Catalog.StoreAsync();
        await Catalog.Ledger.FailAsync(await Catalog.ClaimAsync(id, TaskKind.Thumbnail), "Damaged.", Token);

        var claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail, "v2");
        claim.Attempt.ShouldBe(1);
        var image = await Catalog.FindAsync(id);
        image.ThumbnailTask.Reason.ShouldBeNull();
        image.ObjectVersion.ShouldBe("v2");
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_object_version_takes_over_from_who_works_on_the_old_one()
    {
        var id = await Catalog.StoreAsync();
        var old = await Catalog.ClaimAsync(id, TaskKind.Thumbnail, "v1");
        var claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail, "v2");
        (await Catalog.Ledger.CompleteAsync(old, CatalogFixture.Picture(), Token)).ShouldBeFalse();
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_person_wrote_stays()
    {
        var id = await Catalog.StoreAsync();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Caption);
        await Catalog.EditAsync(id, new AnnotationEdit { Caption = "Mine", Tags = [] });
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption("The model's", "model"), Token)).ShouldBeTrue();

        var details = await Catalog.DetailsAsync(id);
        details.Image.Caption.ShouldBe("Mine");
        details.Image.CaptionOrigin.ShouldBe(CaptionOrigin.Person);
        details.Image.CaptionModel.ShouldBeNull();
        details.Tags.ShouldBeEmpty();
        details.Objects.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_model_says_too_much_is_cut_off()
    {
        var id = await Catalog.StoreAsync();
        await Catalog.CaptionAsync(id, new string('x', 5000), [new string('t', 65), " Tea ", "TEA", "", .. Enumerable.Range(0, 100).Select(i => $"tag {i}")]);

        var details = await Catalog.DetailsAsync(id);
        details.Image.Caption!.Length.ShouldBe(AnnotationEdit.MaxCaptionLength);
        details.Tags.Count.ShouldBe(AnnotationEdit.MaxTags);
        details.Tags.Take(2).ShouldBe(["Tea", "tag 0"]);
    }

    [Fact]
    public async Task Giving_up_fails_what_has_not_ended()
    {
        var id = await Catalog.StoreAsync();
        (await Catalog.Ledger.GiveUpAsync(id, TaskKind.Thumbnail, "It never came back.", Token)).ShouldBeTrue();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Caption);
        (await Catalog.Ledger.GiveUpAsync(id, TaskKind.Caption, "It never came back.", Token)).ShouldBeTrue();

        var image = await Catalog.FindAsync(id);
        image.OverallStatus.ShouldBe(TaskState.Failed);
        image.ThumbnailTask.Reason.ShouldBe("It never came back.");
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption("x"), Token)).ShouldBeFalse();
        (await Catalog.Ledger.ClaimAsync(id, TaskKind.Thumbnail, "v1", CatalogFixture.Lease, Token)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Failed));
        (await Catalog.Ledger.GiveUpAsync(id, TaskKind.Thumbnail, "again", Token)).ShouldBeFalse();
        (await Catalog.Ledger.GiveUpAsync(ImageId.New(Catalog.Clock), TaskKind.Thumbnail, "unknown", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_failed_tasks_are_reset()
    {
        var id = await Catalog.StoreAsync();
        await Catalog.ThumbnailAsync(id);
        (await Catalog.Ledger.ResetFailedAsync(id, Token)).ShouldBeEmpty();
        await Catalog.Ledger.FailAsync(await Catalog.ClaimAsync(id, TaskKind.Caption), "No.", Token);

        (await Catalog.Ledger.ResetFailedAsync(id, Token)).ShouldBe([TaskKind.Caption]);

        var image = await Catalog.FindAsync(id);
        image.ThumbnailTask.State.ShouldBe(TaskState.Completed);
        image.CaptionTask.State.ShouldBe(TaskState.Pending);
        image.OverallStatus.ShouldBe(TaskState.Processing);
        await Catalog.CaptionAsync(id, "Now it worked.");
        (await Catalog.FindAsync(id)).OverallStatus.ShouldBe(TaskState.Completed);
        (await Catalog.Ledger.ResetFailedAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_claims_can_be_released_at_once()
    {
        var one = await Catalog.StoreAsync();
        var other = await Catalog.StoreAsync();
        var claims = new[] { await Catalog.ClaimAsync(one, TaskKind.Thumbnail), await Catalog.ClaimAsync(one, TaskKind.Caption), await Catalog.ClaimAsync(other, TaskKind.Thumbnail) };

        (await Catalog.Ledger.ReleaseAllAsync(Token)).ShouldBe(3);

        (await Catalog.FindAsync(one)).OverallStatus.ShouldBe(TaskState.Pending);
        (await Catalog.Ledger.CompleteAsync(claims[0], CatalogFixture.Picture(), Token)).ShouldBeFalse();
        (await Catalog.ClaimAsync(one, TaskKind.Thumbnail)).Attempt.ShouldBe(2);
        (await Catalog.Ledger.ReleaseAllAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_or_unknown_image_is_gone()
    {
        var id = await Catalog.StoreAsync();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail);
        await Catalog.Removals.MarkAsync(id, Token);

        (await Catalog.Ledger.ClaimAsync(id, TaskKind.Thumbnail, "v1", CatalogFixture.Lease, Token)).ShouldBeOfType<ClaimResult.Gone>();
        (await Catalog.Ledger.ClaimAsync(ImageId.New(Catalog.Clock), TaskKind.Thumbnail, "v1", CatalogFixture.Lease, Token)).ShouldBeOfType<ClaimResult.Gone>();
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeFalse();
        (await Catalog.Ledger.ReleaseAllAsync(Token)).ShouldBe(0);
        (await Catalog.Ledger.ResetFailedAsync(id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_is_for_its_own_task_only()
    {
        var claim = await Catalog.ClaimAsync(await Catalog.StoreAsync(), TaskKind.Thumbnail);
        await Should.ThrowAsync<ArgumentException>(() => Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Caption("x"), Token));
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_gets_it()
    {
        var id = await Catalog.StoreAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Catalog.Ledger.ClaimAsync(id, TaskKind.Caption, "v1", CatalogFixture.Lease, Token), Token)));
        results.Count(result => result is ClaimResult.Claimed).ShouldBe(1);
        results.Count(result => result is ClaimResult.Held).ShouldBe(49);
    }
}
