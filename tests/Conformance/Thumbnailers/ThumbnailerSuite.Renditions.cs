using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Conformance.Thumbnailers;

public abstract partial class ThumbnailerSuite
{
    // Start of frame, tables, restart interval, scan and JFIF's own header: no EXIF, no profile, no comment.
    private static readonly byte[] MarkersWithoutMetadata = [0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0];

    [Theory]
    [MemberData(nameof(GoodPhotos))]
    public async Task A_good_photo_gets_every_rendition_at_the_size_that_fits(string photo)
    {
        var picture = await RenderAsync($"good/{photo}", Thumb, Preview);

        picture.Renditions.Select(rendition => rendition.Name).ShouldBe(["thumb", "preview"]);
        foreach (var (rendition, spec) in picture.Renditions.Zip([Thumb, Preview]))
        {
            new PictureSize(rendition.Width, rendition.Height).ShouldBe(picture.Facts.Size.FitInto(spec.MaxWidth, spec.MaxHeight));
            var pixels = Decode(rendition.Jpeg);
            (pixels.Width, pixels.Height).ShouldBe((rendition.Width, rendition.Height));
        }

        new PictureSize(picture.Sample.Width, picture.Sample.Height).ShouldBe(picture.Facts.Size.FitInto(PixelSample.MaxSide, PixelSample.MaxSide));
    }

    [Theory]
    [MemberData(nameof(GoodPhotos))]
    public async Task A_rendition_holds_no_metadata(string photo)
    {
        var picture = await RenderAsync($"good/{photo}", Thumb, Preview);

        foreach (var rendition in picture.Renditions)
        {
            JpegFile.Markers(rendition.Jpeg.Span).ShouldBeSubsetOf(MarkersWithoutMetadata);
        }
    }

    [Theory]
    [InlineData("good/rocket.jpg", ImageFormat.Jpeg, 640, 427, 1, false)]
    [InlineData("good/rocket-exif6.jpg", ImageFormat.Jpeg, 214, 320, 1, false)]
    [InlineData("good/coffee.png", ImageFormat.Png, 600, 400, 1, false)]
    [InlineData("good/astronaut-16bit-alpha.png", ImageFormat.Png, 512, 512, 1, true)]
    [InlineData("good/coffee-animated.gif", ImageFormat.Gif, 200, 133, 3, null)]
    [InlineData("good/coffee.webp", ImageFormat.WebP, 600, 400, 1, false)]
    [InlineData("good/coffee-animated.webp", ImageFormat.WebP, 200, 133, 3, null)]
    public async Task The_facts_are_those_of_the_file(string photo, ImageFormat format, int width, int height, int frames, bool? hasAlpha)
    {
        var facts = (await RenderAsync(photo, Thumb)).Facts;

        (facts.Format, facts.Width, facts.Height, facts.Frames).ShouldBe((format, width, height, frames));
        facts.HasAlpha.ShouldBe(hasAlpha ?? facts.HasAlpha);
    }

    [Fact]
    public async Task Camera_and_date_are_read_from_EXIF()
    {
        var facts = (await RenderAsync("good/rocket-exif3.jpg", Thumb)).Facts;

        facts.Camera.ShouldBe("Test Camera");
        facts.TakenAt.ShouldBe(new DateTime(2026, 5, 1, 12, 0, 0));
    }

    [Fact]
    public async Task Without_EXIF_there_is_no_camera_and_no_date()
    {
        var facts = (await RenderAsync("good/rocket.jpg", Thumb)).Facts;

        facts.Camera.ShouldBeNull();
        facts.TakenAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_picture_is_never_enlarged()
    {
        var rendition = (await RenderAsync("good/chelsea.png", new RenditionSpec("huge", 4000, 4000))).Renditions[0];

        (rendition.Width, rendition.Height).ShouldBe((451, 300));
    }

    [Fact]
    public async Task The_bounds_may_differ_in_width_and_height()
    {
        var rendition = (await RenderAsync("good/coffee.png", new RenditionSpec("strip", 300, 20))).Renditions[0];

        (rendition.Width, rendition.Height).ShouldBe((30, 20));
    }

    [Fact]
    public async Task Quality_is_kept_to()
    {
        var picture = await RenderAsync("good/astronaut.png", new RenditionSpec("poor", 320, 320, 20), new RenditionSpec("fine", 320, 320, 95));

        picture.Renditions[1].Jpeg.Length.ShouldBeGreaterThan(3 * picture.Renditions[0].Jpeg.Length);
        Ssim.Of(Decode(picture.Renditions[0].Jpeg), Decode(picture.Renditions[1].Jpeg)).ShouldBeInRange(0.6, 0.99);
    }

    [Fact]
    public async Task Without_any_rendition_there_are_still_facts_and_a_sample()
    {
        var picture = await RenderAsync("good/hubble_deep_field.jpg");

        picture.Renditions.ShouldBeEmpty();
        (picture.Sample.Width, picture.Sample.Height).ShouldBe((64, 56));
    }

    [Fact]
    public async Task A_rendition_made_beside_a_larger_one_looks_like_one_made_alone()
    {
        var beside = (await RenderAsync("good/hubble_deep_field.jpg", Preview, Thumb)).Renditions[1];
        var alone = (await RenderAsync("good/hubble_deep_field.jpg", Thumb)).Renditions[0];

        Ssim.Of(Decode(beside.Jpeg), Decode(alone.Jpeg)).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public async Task Sixteen_at_once_come_out_the_same_as_one_by_one()
    {
        string[] photos = ["good/rocket.jpg", "good/coffee-cmyk.jpg", "good/astronaut-16bit-alpha.png", "good/coffee-animated.gif"];
        var alone = new List<RenderedPicture>();
        foreach (var photo in photos)
        {
            alone.Add(await RenderAsync(photo, Thumb, Preview));
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => RenderAsync(photos[i % photos.Length], Thumb, Preview)));

        for (var i = 0; i < together.Length; i++)
        {
            foreach (var (rendition, expected) in together[i].Renditions.Zip(alone[i % photos.Length].Renditions))
            {
                rendition.Jpeg.Span.SequenceEqual(expected.Jpeg.Span).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public async Task What_is_cancelled_before_it_began_is_not_done()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Thumbnailer.RenderAsync(Read("good/rocket.jpg"), [Thumb], MaxPixels, cancelled.Token));
    }
}
