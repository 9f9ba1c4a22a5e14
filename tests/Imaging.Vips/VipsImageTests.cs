using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Imaging.Vips.Tests;

[Collection(nameof(VipsCollection))]
public sealed class VipsImageTests
{
    private readonly VipsThumbnailer _thumbnailer = new(NullLogger<VipsThumbnailer>.Instance);

    [Fact]
    public async Task An_embedded_profile_is_applied()
    {
        var (srgb, wide) = InDisplayP3("good/astronaut.png");

        var rendered = (await _thumbnailer.RenderAsync(wide, [], 1_000_000, TestContext.Current.CancellationToken)).Sample;

        var stored = Stored(wide, rendered.Width, rendered.Height);
        var expected = Stored(srgb, rendered.Width, rendered.Height);
        MeanDifference(stored, expected).ShouldBeGreaterThan(3);
        MeanDifference(rendered, expected).ShouldBeLessThan(1.5);
    }

    [Fact]
    public Task A_profile_that_is_no_profile_is_passed_over() => ShouldBePassedOverAsync([.. Enumerable.Repeat((byte)'x', 500)]);

    [Fact]
    public Task A_profile_for_another_kind_of_picture_is_passed_over() => ShouldBePassedOverAsync(IccProfiles.Grey());

    [Theory]
    [InlineData("svgload_buffer")]
    [InlineData("tiffload_buffer")]
    [InlineData("heifload_buffer")]
    [InlineData("pdfload_buffer")]
    [InlineData("magickload_buffer")]
    public void No_other_loader_can_be_reached(string loader)
    {
        using var file = new PinnedBytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray());

        Should.Throw<VipsException>(() =>
        {
            using var load = VipsOperation.Named(loader).With("buffer", file);
            load.ToImage().Dispose();
        }).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_unknown_operation_is_an_error() =>
        Should.Throw<VipsException>(() => VipsOperation.Named("no_such_operation")).Message.ShouldContain("no_such_operation");

    [Fact]
    public void Cancelling_stops_the_making_of_pixels()
    {
        using var file = new PinnedBytes(File.ReadAllBytes(Photos.Path("good/astronaut.png")));
        using var image = VipsImage.Load(ImageFormat.Png, file);

        Should.Throw<OperationCanceledException>(() => image.InMemory(new CancellationToken(canceled: true)));
    }

    private async Task ShouldBePassedOverAsync(byte[] profile)
    {
        var jpeg = File.ReadAllBytes(Photos.Path("good/rocket.jpg"));
        byte[] segment = [.. "ICC_PROFILE\0"u8, 1, 1, .. profile];
        byte[] tagged = [0xFF, 0xD8, 0xFF, 0xE2, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2), .. segment, .. jpeg.AsSpan(2)];

        var expected = await _thumbnailer.RenderAsync(jpeg, [], 1_000_000, TestContext.Current.CancellationToken);
        var rendered = await _thumbnailer.RenderAsync(tagged, [], 1_000_000, TestContext.Current.CancellationToken);

        rendered.Sample.Rgb.ToArray().ShouldBe(expected.Sample.Rgb.ToArray());
    }

    /// <summary>A photo as a JPEG in sRGB, and in Display P3 with that profile embedded.</summary>
    private static (byte[] Srgb, byte[] Wide) InDisplayP3(string photo)
    {
        using var file = new PinnedBytes(File.ReadAllBytes(Photos.Path(photo)));
        using var source = VipsImage.Load(ImageFormat.Png, file);
        using var srgb = source.InMemory(TestContext.Current.CancellationToken);
        using var transform = VipsOperation.Named("icc_transform").With("in", srgb).With("input_profile", "srgb").With("output_profile", "p3");
        using var wide = transform.ToImage();
        using var save = VipsOperation.Named("jpegsave_buffer").With("in", wide).With("Q", 98);
        return (srgb.ToJpeg(98), save.ToBytes());
    }

    /// <summary>The pixels as they are in the file, no profile applied.</summary>
    private static PixelSample Stored(byte[] jpeg, int width, int height)
    {
        using var file = new PinnedBytes(jpeg);
        using var image = VipsImage.Load(ImageFormat.Jpeg, file, shrink: 8);
        using var small = image.Resized(width, height);
        return new PixelSample(width, height, small.ToPixels());
    }

    private static double MeanDifference(PixelSample one, PixelSample other) =>
        one.Rgb.ToArray().Zip(other.Rgb.ToArray(), (left, right) => Math.Abs(left - right)).Average();
}
