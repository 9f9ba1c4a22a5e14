using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Sweeping;
using Vignette.Pipeline.Tasks;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;

namespace Vignette.Pipeline.Tests.Intake;

public sealed class DirectIntakeTests : PipelineTest
{
    private DirectIntake Intake => Rig.Get<DirectIntake>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Rig.Originals.HasAddresses = true;
    }

    [Fact]
    public async Task An_announced_file_has_a_row_that_nobody_sees_and_an_address()
    {
        var announced = await AnnounceAsync("../a b.jpg", 90_000);

        announced.FileName.ShouldBe("a b.jpg");
        announced.Address.ToString().ShouldBe($"https://store.example/originals/{announced.Id}.jpg#image/jpeg 90000");
        announced.ContentType.ShouldBe("image/jpeg");
        announced.Expires.ShouldBe(Rig.Clock.GetUtcNow() + DirectIntake.AddressLifetime);
        (await Rig.Images.FindAsync(announced.Id, Token)).ShouldBeNull();
        (await Rig.RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Without_addresses_nothing_is_announced()
    {
        Rig.Originals.HasAddresses = false;
        (await Intake.AnnounceAsync(File(), Token)).ShouldBeNull();
        (await Rig.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing()
    {
        (await RejectAsync(File(size: 0))).ShouldBe(RejectionKind.Empty);
        (await RejectAsync(File(size: 100_001))).ShouldBe(RejectionKind.TooLarge);
        (await RejectAsync(File() with { Signature = "GIF90a......"u8.ToArray() })).ShouldBe(RejectionKind.NotAnImage);
        (await RejectAsync(File() with { Signature = default })).ShouldBe(RejectionKind.NotAnImage);
        (await Rig.RowsAsync()).ShouldBe(0);
        (await Intake.AnnounceAsync(File(size: 100_000), Token)).ShouldBeOfType<IntakeResult.Announced>();
    }

    [Fact]
    public async Task A_file_that_has_come_is_stored_with_what_the_store_knows_of_it()
    {
        var announced = await AnnounceAsync();
        (await Intake.CompleteAsync(announced.Id, Token)).ShouldBeOfType<ArrivalResult.Awaited>();
        var put = await PutAsync(announced.Id, Pictures.Jpeg(1, 1000));

        (await Intake.CompleteAsync(announced.Id, Token)).ShouldBe(new ArrivalResult.Arrived(announced.Id, "photo.jpg"));

        var image = await Rig.FindAsync(announced.Id);
        (image.ObjectVersion, image.Size, image.Sha256, image.Owner).ShouldBe((put.ETag, 1000, null, PipelineRig.Owner));
    }

    [Fact]
    public async Task Its_event_and_its_clients_word_may_come_in_any_order_and_again()
    {
        var announced = await AnnounceAsync();
        await PutAsync(announced.Id, Pictures.Jpeg());
        var envelope = await Rig.EnvelopeAsync($"originals/{announced.Id}.jpg");

        (await Rig.DeliverAsync(TaskKind.Thumbnail, envelope)).ShouldBeOfType<TaskOutcome.Completed>();
        var stored = await Rig.FindAsync(announced.Id);
        for (var time = 0; time < 2; time++)
        {
            (await Intake.CompleteAsync(announced.Id, Token)).ShouldBeOfType<ArrivalResult.Arrived>();
            (await Rig.FindAsync(announced.Id)).ShouldBe(stored);
        }

        (await Rig.DeliverAsync(TaskKind.Caption, envelope)).ShouldBeOfType<TaskOutcome.Completed>();
        (await Rig.FindAsync(announced.Id)).OverallStatus.ShouldBe(TaskState.Completed);
        (await Rig.RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_announced_again_under_its_key_keeps_its_row_and_gets_a_new_address()
    {
        var first = await AnnounceAsync(key: "once");
        Rig.Clock.Advance(TimeSpan.FromHours(1));
        var again = await AnnounceAsync(key: "once");

        (again.Id, again.Address).ShouldBe((first.Id, first.Address));
        again.Expires.ShouldBe(first.Expires + TimeSpan.FromHours(1));
        await PutAsync(first.Id, Pictures.Jpeg());
        await Intake.CompleteAsync(first.Id, Token);
        (await Intake.AnnounceAsync(File() with { IdempotencyKey = "once" }, Token)).ShouldBe(new IntakeResult.Accepted(first.Id, "photo.jpg"));
    }

    [Fact]
    public async Task What_else_was_put_than_was_announced_ends_as_failed_with_a_reason()
    {
        // S3 refuses it; not every server may.
        var large = await AnnounceAsync();
        await PutAsync(large.Id, Pictures.Jpeg(1, 100_001));
        (await Rig.DeliverAsync(TaskKind.Thumbnail, await Rig.EnvelopeAsync($"originals/{large.Id}.jpg"))).ShouldBeOfType<TaskOutcome.Failed>().Reason.ShouldStartWith("The file is larger than");
        var text = await AnnounceAsync();
        await PutAsync(text.Id, "<html>"u8.ToArray());
        (await Rig.DeliverAsync(TaskKind.Thumbnail, await Rig.EnvelopeAsync($"originals/{text.Id}.jpg"))).ShouldBeOfType<TaskOutcome.Failed>().Reason.ShouldBe(PictureFaults.NotAPicture().Message);

        (await Rig.FindAsync(large.Id)).ThumbnailTask.State.ShouldBe(TaskState.Failed);
        (await Rig.FindAsync(text.Id)).ThumbnailTask.State.ShouldBe(TaskState.Failed);
    }

    [Fact]
    public async Task What_never_comes_is_given_up_and_what_came_unnoticed_is_taken_in()
    {
        var never = await AnnounceAsync();
        var unnoticed = await AnnounceAsync();
        await PutAsync(unnoticed.Id, Pictures.Jpeg());
        Rig.Clock.Advance(TimeSpan.FromHours(25));

        var report = await Rig.Get<Sweep>().RunAsync(SweepCutoffs.Regular(Rig.Clock.GetUtcNow(), Rig.Get<PipelineOptions>()), Token);

        (report.Abandoned, report.Recovered).ShouldBe((1, 1));
        (await Intake.CompleteAsync(never.Id, Token)).ShouldBeOfType<ArrivalResult.Unknown>();
        (await Intake.CompleteAsync(unnoticed.Id, Token)).ShouldBeOfType<ArrivalResult.Arrived>();
    }

    [Fact]
    public async Task What_was_deleted_or_never_announced_is_unknown()
    {
        var announced = await AnnounceAsync();
        await PutAsync(announced.Id, Pictures.Jpeg());
        await Intake.CompleteAsync(announced.Id, Token);
        await Rig.Get<ImageRemover>().RemoveAsync(announced.Id, Token);

        (await Intake.CompleteAsync(announced.Id, Token)).ShouldBeOfType<ArrivalResult.Unknown>();
        (await Intake.CompleteAsync(ImageId.New(Rig.Clock), Token)).ShouldBeOfType<ArrivalResult.Unknown>();

        // The address is still good. What is put there now is nobody's.
        await PutAsync(announced.Id, Pictures.Jpeg());
        (await Rig.DeliverAsync(TaskKind.Thumbnail, await Rig.EnvelopeAsync($"originals/{announced.Id}.jpg"))).ShouldBeOfType<TaskOutcome.Dropped>();
    }

    [Fact]
    public async Task A_store_that_is_away_says_nothing_of_the_file()
    {
        var announced = await AnnounceAsync();
        Rig.Originals.Before = _ => new TransientFault("The store is away.");
        await Should.ThrowAsync<TransientFault>(() => Intake.CompleteAsync(announced.Id, Token));
        (await Rig.RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public void Addresses_of_a_deleted_image_end_before_its_row_does()
    {
        var now = Rig.Clock.GetUtcNow();
        (now - SweepCutoffs.Regular(now, new PipelineOptions()).Deleted).ShouldBeGreaterThanOrEqualTo(DirectIntake.AddressLifetime);
    }

    [Fact]
    public void A_store_that_is_announced_for_gives_no_address_to_put_to() =>
        new AnnouncingObjectStore(Rig.Originals, null!, Rig.Clock).SignedPutUrl("key", TimeSpan.FromMinutes(1), "image/jpeg", 1).ShouldBeNull();

    private static AnnouncedFile File(string name = "photo.jpg", long size = 1000) => new(name, size, Pictures.Jpeg(1, 12), PipelineRig.Owner);

    private async Task<IntakeResult.Announced> AnnounceAsync(string name = "photo.jpg", long size = 1000, string? key = null) =>
        (await Intake.AnnounceAsync(File(name, size) with { IdempotencyKey = key }, Token)).ShouldBeOfType<IntakeResult.Announced>();

    private async Task<RejectionKind> RejectAsync(AnnouncedFile file) => (await Intake.AnnounceAsync(file, Token)).ShouldBeOfType<IntakeResult.Rejected>().Kind;

    private async Task<ObjectInfo> PutAsync(ImageId id, byte[] content) =>
        (await Rig.Originals.PutAsync($"originals/{id}.jpg", new MemoryStream(content), new PutOptions("image/jpeg"), Token)).ShouldNotBeNull();
}
