using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Captions.Offline;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Tests.Imaging;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tests.Captions.Offline;

public sealed class OfflineCaptionerTests
{
    [Fact]
    public async Task Date_and_camera_are_told_where_they_are_known()
    {
        var facts = new PictureFacts(ImageFormat.Jpeg, 4368, 2912) { TakenAt = new DateTime(2014, 5, 4, 10, 11, 12), Camera = "Canon EOS 5D" };

        var caption = await CaptionAsync(facts, Samples.Of(64, 43, (x, y) => (x + y) % 3 != 0 ? "#f07818" : "#885428"));

        caption.Caption.ShouldBe("A landscape-format picture, mostly orange with some brown, full of fine detail, taken on 4 May 2014 with a Canon EOS 5D.");
        caption.Tags.ShouldBe(["landscape", "orange", "brown", "detailed"]);
    }

    [Theory]
    [InlineData("OLYMPUS E-M10", "taken with an OLYMPUS E-M10.")]
    [InlineData("Pentax K-1", "taken with a Pentax K-1.")]
    public async Task The_article_fits_the_camera(string camera, string end) =>
        (await CaptionAsync(new PictureFacts(ImageFormat.Jpeg, 300, 200) { Camera = camera }, Samples.Stripes(64, 43, "#203058"))).Caption.ShouldEndWith(end);

    [Fact]
    public async Task A_date_alone_is_told_too() =>
        (await CaptionAsync(new PictureFacts(ImageFormat.Jpeg, 300, 200) { TakenAt = new DateTime(1999, 12, 31) }, Samples.Stripes(64, 43, "#203058"))).Caption
            .ShouldBe("A dark landscape-format picture, nearly all dark blue, with hardly any detail, taken on 31 December 1999.");

    [Theory]
    [InlineData(1000, 400, "A panoramic picture", "panorama")]
    [InlineData(300, 200, "A landscape-format picture", "landscape")]
    [InlineData(1010, 1000, "A square picture", "square")]
    [InlineData(200, 300, "A portrait-format picture", "portrait")]
    [InlineData(400, 1000, "A tall picture", "tall")]
    public async Task The_proportions_have_a_word(int width, int height, string begin, string tag)
    {
        var caption = await CaptionAsync(new PictureFacts(ImageFormat.Png, width, height), Samples.Stripes(60, 60, "#2c8034", "#2048b8"));

        caption.Caption.ShouldStartWith(begin);
        caption.Tags[0].ShouldBe(tag);
    }

    [Fact]
    public async Task Greys_are_black_and_white()
    {
        var caption = await CaptionAsync(new PictureFacts(ImageFormat.Png, 640, 480), Samples.Of(64, 48, (x, _) => $"#{x * 4:x2}{x * 4:x2}{x * 4:x2}"));

        caption.Caption.ShouldBe("A landscape-format black-and-white picture, with hardly any detail. It measures 640 × 480 pixels.");
        caption.Tags.ShouldBe(["landscape", "black and white"]);
    }

    [Fact]
    public async Task An_animation_is_called_one()
    {
        var caption = await CaptionAsync(new PictureFacts(ImageFormat.Gif, 200, 200) { Frames = 12 }, Samples.Stripes(64, 64, "#ffffff"));

        caption.Caption.ShouldBe("A very bright square animation, nearly all white, with hardly any detail. It has 12 frames of 200 × 200 pixels.");
        caption.Tags.ShouldBe(["square", "white", "bright", "animated"]);
    }

    [Fact]
    public async Task Many_pixels_are_called_large() =>
        (await CaptionAsync(new PictureFacts(ImageFormat.Jpeg, 4000, 3000), Samples.Stripes(64, 48, "#2c8034", "#2048b8", "#c81e1e"))).Caption
            .ShouldBe("A landscape-format picture in green, blue and red, with hardly any detail. It is large: 4000 × 3000 pixels, 12 megapixels.");

    [Fact]
    public async Task One_pixel_is_called_one()
    {
        var caption = await CaptionAsync(new PictureFacts(ImageFormat.Png, 1, 1), Samples.Stripes(1, 1, "#ff0000"));

        caption.Caption.ShouldBe("A tiny picture, nearly all red. It is a single pixel.");
        caption.Tags.ShouldBe(["red"]);
    }

    [Fact]
    public async Task It_says_that_no_model_wrote_it_and_finds_no_objects()
    {
        var caption = await CaptionAsync(new PictureFacts(ImageFormat.Png, 64, 64), Samples.Noise(64, 64));

        caption.Origin.ShouldBe(CaptionOrigin.Offline);
        caption.Model.ShouldBeNull();
        caption.Objects.ShouldBeEmpty();
    }

    private static Task<CaptionResult> CaptionAsync(PictureFacts facts, PixelSample sample) =>
        new OfflineCaptioner().CaptionAsync(new CaptionRequest(ReadOnlyMemory<byte>.Empty, facts, sample), TestContext.Current.CancellationToken);
}
