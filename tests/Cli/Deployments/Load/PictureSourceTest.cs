using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Cli.Deployments.Load.Pictures;
using Vignette.Imaging.Vips;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>What is sent.</summary>
public sealed class PictureSourceTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VipsThumbnailer _thumbnailer = new(NullLogger<VipsThumbnailer>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("good/rocket-exif6.jpg")]
    [InlineData("good/astronaut-progressive.jpg")]
    [InlineData("good/coffee-cmyk.jpg")]
    [InlineData("good/one-pixel.png")]
    [InlineData("good/astronaut-16bit-alpha.png")]
    [InlineData("good/coffee-animated.gif")]
    [InlineData("good/coffee-animated.webp")]
    [InlineData("good/coffee.webp")]
    public async Task A_mark_makes_another_file_of_a_picture_that_looks_the_same(string name)
    {
        var original = await File.ReadAllBytesAsync(Photos.Path(name), Token);
        var format = ImageFormats.Detect(original).ShouldNotBeNull();

        // A comment of odd and of even length.
        var marked = new[] { "vignette load 1", "vignette load 12" }.Select(comment => PictureMark.Put(format, original, comment)).ToList();

        marked.Append(original).Select(file => Convert.ToHexString(SHA256.HashData(file))).ShouldBeUnique();
        var before = await RenderAsync(original);
        foreach (var file in marked)
        {
            ImageFormats.Detect(file).ShouldBe(format);
            var after = await RenderAsync(file);
            after.Facts.ShouldBe(before.Facts);
            after.Renditions[0].Jpeg.ToArray().ShouldBe(before.Renditions[0].Jpeg.ToArray());
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 })]
    [InlineData(ImageFormat.Jpeg, new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF })]
    [InlineData(ImageFormat.Png, new byte[] { 0x89, 0x50 })]
    [InlineData(ImageFormat.Gif, new byte[] { 0x47, 0x49 })]
    public void What_ends_in_its_header_is_refused(ImageFormat format, byte[] file) => Should.Throw<InvalidDataException>(() => PictureMark.Put(format, file, "mark"));

    [Fact]
    public async Task Pictures_are_drawn_the_same_for_a_seed_of_the_sizes_and_formats_asked_for()
    {
        var (one, again, other) = (await DrawAsync(7), await DrawAsync(7), await DrawAsync(8));
        var seen = new HashSet<(int, int, ImageFormat)>();
        for (var number = 0; number < 60; number++)
        {
            var (format, bytes) = await one.GetAsync(number, Token);
            var (sameFormat, same) = await again.GetAsync(number, Token);
            sameFormat.ShouldBe(format);
            same.ToArray().ShouldBe(bytes.ToArray());
            ImageFormats.Detect(bytes.Span).ShouldBe(format);
            var facts = (await _thumbnailer.RenderAsync(bytes, [], 1_000_000, Token)).Facts;
            seen.Add((facts.Width, facts.Height, format));
        }

        seen.Order().ShouldBe(new[] { (32, 48, ImageFormat.Jpeg), (32, 48, ImageFormat.WebP), (64, 40, ImageFormat.Jpeg), (64, 40, ImageFormat.WebP) });
        (await other.GetAsync(0, Token)).Bytes.ToArray().ShouldNotBe((await one.GetAsync(0, Token)).Bytes.ToArray());
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public async Task What_is_drawn_shows_what_was_painted(ImageFormat format)
    {
        var rgb = LoadScene.Draw(3, new PictureSize(120, 80));
        var rendered = await _thumbnailer.RenderAsync(VipsEncoder.Encode(120, 80, rgb, format), [], 1_000_000, Token);
        var painted = await _thumbnailer.RenderAsync(PngEncoder.Encode(120, 80, rgb), [], 1_000_000, Token);
        (rendered.Facts.Width, rendered.Facts.Height, rendered.Facts.Format).ShouldBe((120, 80, format));
        rendered.Sample.Rgb.ToArray().Zip(painted.Sample.Rgb.ToArray(), (one, two) => Math.Abs(one - two)).Average().ShouldBeLessThan(6);
    }

    [Fact]
    public void Shares_are_kept()
    {
        WeightedMix<ImageFormat>.TryParse("jpeg:70, png:20, webp:10", PictureChoices.TryParseFormat, out var mix, out _).ShouldBeTrue();
        var random = new Random(1);
        var picked = Enumerable.Range(0, 10_000).Select(_ => mix!.Pick(random.NextDouble())).CountBy(format => format).ToDictionary();
        picked[ImageFormat.Jpeg].ShouldBeInRange(6800, 7200);
        picked[ImageFormat.Png].ShouldBeInRange(1850, 2150);
        picked[ImageFormat.WebP].ShouldBeInRange(880, 1120);
        (mix!.Pick(0), mix.Pick(0.7), mix.Pick(0.899), mix.Pick(0.9), mix.Pick(1)).ShouldBe((ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.Png, ImageFormat.WebP, ImageFormat.WebP));
    }

    [Theory]
    [InlineData("", "has “”")]
    [InlineData("jpeg:", "has the share “”")]
    [InlineData("jpeg:-1", "has the share “-1”")]
    [InlineData("jpeg:1,", "has “”")]
    [InlineData("gif", "has “gif”")]
    public void What_is_no_mix_is_said(string text, string says)
    {
        WeightedMix<ImageFormat>.TryParse(text, PictureChoices.TryParseFormat, out _, out var problem).ShouldBeFalse();
        problem!.ShouldStartWith(says);
    }

    [Fact]
    public async Task A_folder_gives_its_pictures_in_turn_and_nothing_else()
    {
        File.Copy(Photos.Path("good/one-pixel.png"), _folder.File("b.png"));
        File.Copy(Photos.Path("good/coffee.webp"), _folder.File("a.txt"));
        await File.WriteAllTextAsync(_folder.File("c.png"), "no picture", Token);
        File.CreateSymbolicLink(_folder.File("circle"), _folder.Path);
        var folder = await FolderPictures.OpenAsync(_folder.Path, Token);
        var formats = new List<ImageFormat>();
        for (var number = 0; number < 4; number++)
        {
            formats.Add((await folder.GetAsync(number, Token)).Format);
        }

        formats.ShouldBe([ImageFormat.WebP, ImageFormat.Png, ImageFormat.WebP, ImageFormat.Png]);
    }

    [Fact]
    public async Task A_feed_gives_each_picture_once_and_then_none()
    {
        await using var feed = new PictureFeed(new OnePicture(), 40, "run");
        var taken = new List<LoadPicture>();
        while (await feed.TakeAsync(Token) is { } picture)
        {
            taken.Add(picture);
        }

        taken.Select(picture => picture.Number).ShouldBe(Enumerable.Range(0, 40));
        taken.Select(picture => Convert.ToHexString(picture.Bytes)).ShouldBeUnique();
        taken[11].ToFile("run").Name.ShouldBe("run-000012.png");
        (await feed.TakeAsync(Token)).ShouldBeNull();
    }

    private static async Task<DrawnPictures> DrawAsync(int seed)
    {
        WeightedMix<PictureSize>.TryParse("64x40,32x48", PictureChoices.TryParseSize, out var sizes, out _).ShouldBeTrue();
        WeightedMix<ImageFormat>.TryParse("jpeg,webp", PictureChoices.TryParseFormat, out var formats, out _).ShouldBeTrue();
        return await DrawnPictures.DrawAsync(seed, sizes!, formats!, (_, _) => { }, Token);
    }

    private Task<RenderedPicture> RenderAsync(byte[] file) => _thumbnailer.RenderAsync(file, [new RenditionSpec("thumb", 64, 64, 90)], 100_000_000, Token);
}
