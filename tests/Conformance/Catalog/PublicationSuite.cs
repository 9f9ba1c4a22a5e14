using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

/// <summary>Who may publish what, and what the catalog knows of it.</summary>
public abstract class PublicationSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    [Fact]
    public async Task Only_what_is_approved_can_be_claimed()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A cat.");
        (await ClaimAsync(id)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Completed));
        await Catalog.EditAsync(id, new AnnotationEdit { Review = ReviewState.InProgress });
        (await ClaimAsync(id)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Completed));
        (await Catalog.FindAsync(id)).Publication.ShouldBe(PublicationState.None);

        var version = await ApproveAsync(id);

        var claim = (await ClaimAsync(id)).ShouldBeOfType<ClaimResult.Claimed>().Claim;
        (claim.ObjectVersion, claim.Attempt).ShouldBe(($"{version}", 1));
        (await Catalog.FindAsync(id)).Publication.ShouldBe(PublicationState.Pending);
        (await ClaimAsync(ImageId.New(Catalog.Clock))).ShouldBeOfType<ClaimResult.Gone>();
    }

    [Fact]
    public async Task A_publication_is_noted_once_and_is_no_part_of_the_images_status()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A cat.");
        var before = await Catalog.FindAsync(id);
        var version = await ApproveAsync(id);
        var claim = await ClaimedAsync(id);
        (await Catalog.FindAsync(id)).OverallStatus.ShouldBe(TaskState.Completed);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(3));

        (await Catalog.Ledger.CompletePublicationAsync(claim, Token)).ShouldBeTrue();
        (await Catalog.Ledger.CompletePublicationAsync(claim, Token)).ShouldBeFalse();

        var image = await Catalog.FindAsync(id);
        (image.PublishedVersion, image.PublishedAt, image.Publication, image.Version).ShouldBe((version, Catalog.Clock.GetUtcNow(), PublicationState.Published, version));
        (image.PublishTask.State, image.ObjectVersion, image.OverallStatus).ShouldBe((TaskState.Completed, before.ObjectVersion, TaskState.Completed));
        (await ClaimAsync(id)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Completed));
        (await Catalog.DetailsAsync(id)).History.Where(step => step.Task == TaskKind.Publish).Select(step => step.State).ShouldBe([TaskState.Processing, TaskState.Completed]);
    }

    [Fact]
    public async Task Nobody_gets_a_newer_approval_while_an_older_one_is_being_published()
    {
        var id = await Catalog.StoreAsync();
        var older = await ApproveAsync(id);
        var claim = await ClaimedAsync(id);
        var newer = await ApproveAsync(id, "Another caption.");
        (await ClaimAsync(id)).ShouldBe(new ClaimResult.Held(Catalog.Clock.GetUtcNow() + CatalogFixture.Lease));

        (await Catalog.Ledger.CompletePublicationAsync(claim, Token)).ShouldBeTrue();

        var image = await Catalog.FindAsync(id);
        (image.PublishedVersion, image.Publication).ShouldBe((older, PublicationState.Pending));
        var next = await ClaimedAsync(id);
        (next.ObjectVersion, next.Attempt).ShouldBe(($"{newer}", 1));
        await Catalog.Ledger.CompletePublicationAsync(next, Token);
        (await Catalog.FindAsync(id)).PublishedVersion.ShouldBe(newer);
    }

    [Fact]
    public async Task A_claim_whose_time_is_over_is_taken_over_and_its_holder_writes_nothing()
    {
        var id = await Catalog.StoreAsync();
        await ApproveAsync(id);
        var late = await ClaimedAsync(id);
        var version = await ApproveAsync(id, "Another caption.");
        Catalog.Clock.Advance(CatalogFixture.Lease);

        var claim = await ClaimedAsync(id);

        (await Catalog.Ledger.CompletePublicationAsync(late, Token)).ShouldBeFalse();
        (await Catalog.Ledger.ReleaseAsync(late, "Late.", Token)).ShouldBeFalse();
        (await Catalog.Ledger.CompletePublicationAsync(claim, Token)).ShouldBeTrue();
        (await Catalog.FindAsync(id)).PublishedVersion.ShouldBe(version);
    }

    [Fact]
    public async Task What_failed_waits_for_a_person_or_for_the_next_approval()
    {
        var id = await Catalog.StoreAsync();
        await ApproveAsync(id);
        (await Catalog.Ledger.FailAsync(await ClaimedAsync(id), "No.", Token)).ShouldBeTrue();
        var failed = await Catalog.FindAsync(id);
        (failed.Publication, failed.PublishTask.Reason, failed.OverallStatus).ShouldBe((PublicationState.Failed, "No.", TaskState.Pending));
        (await ClaimAsync(id)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Failed));

        (await Catalog.Ledger.ResetFailedAsync(id, Token)).ShouldBe([TaskKind.Publish]);
        (await Catalog.Ledger.FailAsync(await ClaimedAsync(id), "No again.", Token)).ShouldBeTrue();
        await ApproveAsync(id, "Another caption.");

        var approved = await Catalog.FindAsync(id);
        (approved.Publication, approved.PublishTask.Reason).ShouldBe((PublicationState.Pending, null));
        (await ClaimedAsync(id)).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task What_failed_is_forgotten_when_the_approval_is_taken_back()
    {
        var id = await Catalog.StoreAsync();
        await ApproveAsync(id);
        await Catalog.Ledger.FailAsync(await ClaimedAsync(id), "No.", Token);

        await Catalog.EditAsync(id, new AnnotationEdit { Review = ReviewState.InProgress });

        (await Catalog.FindAsync(id)).Publication.ShouldBe(PublicationState.None);
        (await Catalog.Ledger.ResetFailedAsync(id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_approval_that_is_taken_back_leaves_what_is_published()
    {
        var id = await Catalog.StoreAsync();
        var version = await ApproveAsync(id);
        await Catalog.Ledger.CompletePublicationAsync(await ClaimedAsync(id), Token);

        await Catalog.EditAsync(id, new AnnotationEdit { Caption = "Not yet right." });

        var image = await Catalog.FindAsync(id);
        (image.Review, image.Publication, image.PublishedVersion).ShouldBe((ReviewState.InProgress, PublicationState.Outdated, version));
        (await ClaimAsync(id)).ShouldBe(new ClaimResult.AlreadyEnded(TaskState.Completed));
    }

    [Fact]
    public async Task What_is_in_the_trash_or_deleted_is_not_published_and_what_is_restored_is()
    {
        var id = await Catalog.StoreAsync();
        await ApproveAsync(id);
        var claim = await ClaimedAsync(id);
        await Catalog.Removals.TrashAsync(id, "ann", Catalog.Clock.GetUtcNow() + TimeSpan.FromDays(30), Token);
        (await Catalog.Ledger.CompletePublicationAsync(claim, Token)).ShouldBeFalse();
        (await ClaimAsync(id)).ShouldBeOfType<ClaimResult.Gone>();
        (await UnpublishedAsync()).ShouldBeEmpty();

        (await Catalog.Removals.RestoreAsync(id, Token)).ShouldNotBeNull().Publication.ShouldBe(PublicationState.Pending);
        Catalog.Clock.Advance(CatalogFixture.Lease);
        (await ClaimedAsync(id)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_approved_and_not_published_for_long_is_found_page_by_page()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await Catalog.StoreAsync());
            await ApproveAsync(ids[i]);
        }

        var published = await Catalog.StoreAsync();
        await ApproveAsync(published);
        await Catalog.Ledger.CompletePublicationAsync(await ClaimedAsync(published), Token);
        var failed = await Catalog.StoreAsync();
        await ApproveAsync(failed);
        await Catalog.Ledger.FailAsync(await ClaimedAsync(failed), "No.", Token);
        await Catalog.StoreAsync();
        (await Catalog.Stuck.UnpublishedAsync(Catalog.Clock.GetUtcNow(), 0, 10, Token)).ShouldBeEmpty();

        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        var before = Catalog.Clock.GetUtcNow();
        await ApproveAsync(await Catalog.StoreAsync());

        var first = await Catalog.Stuck.UnpublishedAsync(before, 0, 3, Token);
        var second = await Catalog.Stuck.UnpublishedAsync(before, first[^1].Sequence, 3, Token);
        first.Concat(second).Select(image => image.Id).ShouldBe(ids);
        first.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_claim_of_a_publication_is_for_nothing_else()
    {
        var id = await Catalog.StoreAsync();
        await ApproveAsync(id);
        var claim = await ClaimedAsync(id);
        await Should.ThrowAsync<ArgumentException>(() => Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token));
        await Should.ThrowAsync<ArgumentException>(async () => await Catalog.Ledger.CompletePublicationAsync(await Catalog.ClaimAsync(id, TaskKind.Caption), Token));
        (await Catalog.Ledger.ReleaseAllAsync(Token)).ShouldBe(2);
        (await ClaimedAsync(id)).Attempt.ShouldBe(2);
    }

    private Task<ClaimResult> ClaimAsync(ImageId id) => Catalog.Ledger.ClaimPublicationAsync(id, CatalogFixture.Lease, Token);

    private async Task<TaskClaim> ClaimedAsync(ImageId id) => (await ClaimAsync(id)).ShouldBeOfType<ClaimResult.Claimed>().Claim;

    private async Task<IEnumerable<ImageId>> UnpublishedAsync() =>
        (await Catalog.Stuck.UnpublishedAsync(Catalog.Clock.GetUtcNow() + TimeSpan.FromDays(1), 0, 100, Token)).Select(image => image.Id);

    private async Task<long> ApproveAsync(ImageId id, string? caption = null)
    {
        var result = await Catalog.Annotations.ApplyAsync(id, new AnnotationEdit { Review = ReviewState.Approved, Caption = caption }, "ann", Token);
        result.IsApproval.ShouldBeTrue();
        return result.Details.ShouldNotBeNull().Image.Version;
    }
}
