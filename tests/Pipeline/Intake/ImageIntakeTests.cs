using System.Diagnostics;
using System.Security.Cryptography;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Intake;

public sealed class ImageIntakeTests : PipelineTest
{
    [Fact]
    public async Task An_accepted_file_is_stored_visible_and_on_its_way_to_both_tasks()
    {
        var content = Pictures.Jpeg(5, 90_000);
        using var request = new Activity("request").Start();
        var accepted = (await Rig.AcceptAsync(new MemoryStream(content), "../a b.jpg")).ShouldBeOfType<IntakeResult.Accepted>();

        accepted.FileName.ShouldBe("a b.jpg");
        var image = await Rig.FindAsync(accepted.Id);
        image.FileName.ShouldBe("a b.jpg");
        image.Owner.ShouldBe(PipelineRig.Owner);
        image.Size.ShouldBe(90_000);
        image.ContentType.ShouldBe("image/jpeg");
        image.ObjectKey.ShouldBe($"originals/{accepted.Id}.jpg");
        image.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        image.CorrelationId.ShouldBe(request.TraceId.ToHexString());
        image.ObjectVersion.ShouldBe((await Rig.Originals.HeadAsync(image.ObjectKey, Token)).ShouldNotBeNull().ETag);
        (await File.ReadAllBytesAsync(Rig.OriginalFiles().ShouldHaveSingleItem(), Token)).ShouldBe(content);
        (await WaitingAsync()).ShouldBe(("thumbnail 1", "caption 1"));
    }

    [Theory]
    [MemberData(nameof(PhotoTypes))]
    public async Task The_format_is_told_by_the_signature(string photo, string contentType)
    {
        await using var content = File.OpenRead(Photos.Path(photo));
        var accepted = (await Rig.AcceptAsync(content, "anything.txt")).ShouldBeOfType<IntakeResult.Accepted>();
        (await Rig.FindAsync(accepted.Id)).ContentType.ShouldBe(contentType);
    }

    public static TheoryData<string, string> PhotoTypes => new()
    {
        { "good/rocket-exif1.jpg", "image/jpeg" }, { "good/one-pixel.png", "image/png" }, { "good/coffee.webp", "image/webp" },
    };

    [Theory]
    [InlineData("bad/empty.jpg", RejectionKind.Empty)]
    [InlineData("bad/pdf.png", RejectionKind.NotAnImage)]
    [InlineData("bad/vector.jpg", RejectionKind.NotAnImage)]
    [InlineData("bad/shell.jpg", RejectionKind.NotAnImage)]
    public async Task What_is_no_picture_is_rejected_and_leaves_nothing(string photo, RejectionKind kind)
    {
        await using var content = File.OpenRead(Photos.Path(photo));
        (await Rig.AcceptAsync(content)).ShouldBeOfType<IntakeResult.Rejected>().Kind.ShouldBe(kind);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_largest_file_is_accepted_and_one_byte_more_is_not()
    {
        (await Rig.AcceptAsync(new MemoryStream(Pictures.Jpeg(1, 100_001)))).ShouldBeOfType<IntakeResult.Rejected>().Kind.ShouldBe(RejectionKind.TooLarge);
        await NothingIsLeftAsync();
        (await Rig.AcceptAsync(new MemoryStream(Pictures.Jpeg(1, 100_000)))).ShouldBeOfType<IntakeResult.Accepted>();
    }

    [Fact]
    public async Task An_endless_file_is_read_no_further_than_the_limit()
    {
        var content = new BreakingStream(Pictures.Jpeg(1, 12), 300_000, new InvalidOperationException("Read too far."));
        (await Rig.AcceptAsync(content)).ShouldBeOfType<IntakeResult.Rejected>().Kind.ShouldBe(RejectionKind.TooLarge);
        await NothingIsLeftAsync();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(50_000)]
    public async Task A_body_that_is_cut_off_goes_through_and_leaves_nothing(int length)
    {
        var fault = new IOException("The client is gone.");
        (await Should.ThrowAsync<IOException>(() => Rig.AcceptAsync(new BreakingStream(Pictures.Jpeg(1, 12), length, fault)))).ShouldBe(fault);
        await NothingIsLeftAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_leaves_nothing(bool stored)
    {
        var fault = new TransientFault("The object store is away.");
        if (stored)
        {
            Rig.Originals.AfterPut = () => fault;
        }
        else
        {
            Rig.Originals.Before = call => call == nameof(IObjectStore.PutAsync) ? fault : null;
        }

        (await Should.ThrowAsync<TransientFault>(() => Rig.AcceptAsync(new MemoryStream(Pictures.Jpeg())))).ShouldBe(fault);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_catalog_that_is_away_is_a_transient_fault_and_leaves_nothing()
    {
        Rig.Database.Fault = FaultyDatabase.Away;
        (await Should.ThrowAsync<TransientFault>(() => Rig.AcceptAsync(new MemoryStream(Pictures.Jpeg())))).Message.ShouldNotContain("secret");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_catalog_that_goes_away_after_the_object_was_stored_leaves_nothing_once_it_is_back()
    {
        Rig.Originals.AfterPut = () =>
        {
            var failures = 0;
            Rig.Database.Fault = () => failures++ == 0 ? FaultyDatabase.Away() : null;
            return null;
        };
        await Should.ThrowAsync<TransientFault>(() => Rig.AcceptAsync(new MemoryStream(Pictures.Jpeg())));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_client_that_goes_away_when_all_has_come_does_not_undo_its_upload()
    {
        using var gone = new CancellationTokenSource();
        Rig.Originals.AfterPut = () =>
        {
            gone.Cancel();
            return null;
        };
        var file = new IncomingFile(new MemoryStream(Pictures.Jpeg()), "a.jpg", PipelineRig.Owner);
        var accepted = (await Rig.Get<ImageIntake>().AcceptAsync(file, gone.Token)).ShouldBeOfType<IntakeResult.Accepted>();
        (await Rig.FindAsync(accepted.Id)).Stored.ShouldBeTrue();
    }

    [Fact]
    public async Task A_retried_upload_is_the_same_image()
    {
        var first = await KeyedAsync(Pictures.Jpeg());
        var again = await KeyedAsync(Pictures.Jpeg());

        again.Id.ShouldBe(first.Id);
        Rig.OriginalFiles().ShouldHaveSingleItem();
        (await Rig.RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Many_tries_of_one_upload_at_once_are_one_image()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => KeyedAsync(Pictures.Jpeg()), Token)));

        accepted.Select(result => result.Id).Distinct().ShouldHaveSingleItem();
        Rig.OriginalFiles().ShouldHaveSingleItem();
        (await Rig.RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_try_that_breaks_off_does_not_take_the_finished_one_with_it()
    {
        var halfWay = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var slow = new GatedStream(Pictures.Jpeg(), halfWay, goOn.Task);
        var first = Rig.AcceptAsync(slow, idempotencyKey: "once");
        await halfWay.Task.WaitAsync(Token);

        var second = await KeyedAsync(Pictures.Jpeg());
        goOn.SetException(new IOException("The connection is gone."));
        await Should.ThrowAsync<IOException>(first);

        (await Rig.FindAsync(second.Id)).Stored.ShouldBeTrue();
        Rig.OriginalFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_try_that_breaks_off_while_another_stores_does_not_lose_it()
    {
        Rig.Originals.AfterPut = () =>
        {
            // The other try gives up its row at this very moment.
            var id = Path.GetFileNameWithoutExtension(Rig.OriginalFiles().Single());
            Rig.Get<ImageUploads>().AbandonAsync(ImageId.Parse(id), Token).GetAwaiter().GetResult().ShouldBeTrue();
            return null;
        };

        var accepted = await KeyedAsync(Pictures.Jpeg());
        (await Rig.FindAsync(accepted.Id)).Owner.ShouldBe(PipelineRig.Owner);
    }

    [Fact]
    public async Task A_try_that_failed_at_the_store_succeeds_when_it_is_repeated()
    {
        Rig.Originals.AfterPut = () => new TransientFault("The object store is away.");
        await Should.ThrowAsync<TransientFault>(() => KeyedAsync(Pictures.Jpeg()));
        (await Rig.Images.ListAsync(new ImageQuery(), Token)).Images.ShouldBeEmpty();

        Rig.Originals.AfterPut = null;
        var accepted = await KeyedAsync(Pictures.Jpeg());
        (await Rig.FindAsync(accepted.Id)).Stored.ShouldBeTrue();
        (await Rig.RowsAsync()).ShouldBe(1);
    }

    private async Task<IntakeResult.Accepted> KeyedAsync(byte[] content) =>
        (await Rig.AcceptAsync(new MemoryStream(content), idempotencyKey: "once")).ShouldBeOfType<IntakeResult.Accepted>();

    private async Task NothingIsLeftAsync()
    {
        Rig.Originals.Before = null;
        (await Rig.RowsAsync()).ShouldBe(0);
        Rig.OriginalFiles().ShouldBeEmpty();
    }

    private async Task<(string Thumbnail, string Caption)> WaitingAsync()
    {
        var depths = await Rig.Queue.DepthsAsync(Token);
        return ($"thumbnail {depths["thumbnail"].Waiting}", $"caption {depths["caption"].Waiting}");
    }

    /// <summary>Comes half, then waits.</summary>
    private sealed class GatedStream(byte[] content, TaskCompletionSource reached, Task gate) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= Length / 2)
            {
                reached.TrySetResult();
                await gate;
            }

            return Read(buffer.Span[..(int)Math.Min(buffer.Length, Math.Max(12, (Length / 2) - Position))]);
        }
    }
}
