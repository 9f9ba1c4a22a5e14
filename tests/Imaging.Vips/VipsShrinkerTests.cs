using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Imaging.Vips.Tests;

/// <summary>Pictures that are made smaller and keep all else.</summary>
[Collection(nameof(VipsCollection))]
public sealed class VipsShrinkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("good/rocket.jpg")]
    [InlineData("good/rocket-exif6.jpg")]
    public async Task A_photograph_fits_and_keeps_its_orientation_and_date(string photo)
    {
        var original = await File.ReadAllBytesAsync(Photos.Path(photo), Token);
        var before = await FactsAsync(original);
        var small = Shrink(original, 100).ShouldNotBeNull();
        var after = await FactsAsync(small);

        Math.Max(after.Width, after.Height).ShouldBe(100);
        (after.Width > after.Height).ShouldBe(before.Width > before.Height);
        (after.Format, after.Orientation, after.TakenAt, after.Camera).ShouldBe((before.Format, before.Orientation, before.TakenAt, before.Camera));
        small.Length.ShouldBeLessThan(original.Length);
        Shrink(original, 100).ShouldBe(small, "the same each time");
    }

    [Fact]
    public async Task Every_good_picture_keeps_its_format_and_is_never_enlarged()
    {
        var shrunk = new HashSet<ImageFormat>();
        foreach (var path in Directory.EnumerateFiles(Photos.Path("good")))
        {
            var original = await File.ReadAllBytesAsync(path, Token);
            var before = await FactsAsync(original);
            if (Shrink(original, 40) is not { } small)
            {
                (before.Format == ImageFormat.Gif || before.Frames > 1 || Math.Max(before.Width, before.Height) <= 40).ShouldBeTrue(path);
                continue;
            }

            var after = await FactsAsync(small);
            (after.Format, Math.Max(after.Width, after.Height), after.HasAlpha).ShouldBe((before.Format, 40, before.HasAlpha), path);
            shrunk.Add(after.Format);
            Shrink(original, Math.Max(before.Width, before.Height)).ShouldBeNull(path);
        }

        shrunk.ShouldContain(ImageFormat.Png);
        shrunk.ShouldContain(ImageFormat.Jpeg);
    }

    [Fact]
    public async Task What_is_damaged_is_refused()
    {
        var damaged = await File.ReadAllBytesAsync(Photos.Path("bad/truncated.jpg"), Token);
        Should.Throw<PermanentFault>(() => Shrink(damaged, 10)).Message.ShouldContain("damaged");
        Should.Throw<PermanentFault>(() => Shrink("text"u8.ToArray(), 10));
    }

    private static byte[]? Shrink(byte[] original, int side) => new VipsShrinker(side, NullLogger.Instance).Shrink(original, Token);

    private static async Task<PictureFacts> FactsAsync(byte[] picture) =>
        (await new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance).RenderAsync(picture, [], 1_000_000_000, Token)).Facts;
}
