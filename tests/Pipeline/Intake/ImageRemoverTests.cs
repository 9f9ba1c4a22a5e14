using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;

namespace Vignette.Pipeline.Tests.Intake;

public sealed class ImageRemoverTests : PipelineTest
{
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
