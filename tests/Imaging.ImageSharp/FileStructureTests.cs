using Vignette.Imaging.ImageSharp.Files;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Imaging.ImageSharp.Tests;

public sealed class FileStructureTests
{
    public static TheoryData<string> GoodPhotos() => [.. Photos.Good.Select(photo => Path.GetFileName(photo))];

    [Theory]
    [MemberData(nameof(GoodPhotos))]
    public void A_good_photo_is_whole_and_one_without_its_last_byte_is_not(string photo)
    {
        var file = Read($"good/{photo}");

        var frame = Find(file).ShouldNotBeNull();

        frame.Length.ShouldBeLessThanOrEqualTo(file.Length);
        frame.Frames.ShouldBe(photo.Contains("animated", StringComparison.Ordinal) ? 3 : 1);
        Find(file.AsSpan(0, frame.Length).ToArray()).ShouldNotBeNull();
        Find(file.AsSpan(0, frame.Length - 1).ToArray()).ShouldBeNull();
    }

    [Theory]
    [InlineData("good/rocket.jpg")]
    [InlineData("good/coffee.png")]
    [InlineData("good/coffee-animated.gif")]
    [InlineData("good/coffee.webp")]
    [InlineData("good/coffee-animated.webp")]
    public void What_follows_a_picture_does_not_matter(string photo)
    {
        var file = Read(photo);

        Find([.. file, 1, 2, 3, .. file]).ShouldBe(Find(file));
    }

    [Fact]
    public void The_end_of_a_picture_within_a_JPEG_is_not_the_end_of_the_JPEG()
    {
        var file = Read("good/rocket.jpg");
        var thumbnail = file.AsSpan(0, 6000).ToArray();
        (thumbnail[^2], thumbnail[^1]) = (0xFF, 0xD9);
        byte[] segment = [0xFF, 0xE1, (byte)((thumbnail.Length + 2) >> 8), (byte)(thumbnail.Length + 2), .. thumbnail];
        byte[] nested = [0xFF, 0xD8, .. segment, .. file.AsSpan(2)];

        Find(nested).ShouldNotBeNull().Length.ShouldBe(nested.Length);
        Find(nested[..(segment.Length + 9000)]).ShouldBeNull();
    }

    [Fact]
    public void A_JPEG_may_have_more_fill_bytes_than_it_needs()
    {
        var file = Read("good/rocket.jpg");
        byte[] filled = [0xFF, 0xD8, 0xFF, 0xFF, 0xFF, .. file.AsSpan(2)];

        Find(filled).ShouldNotBeNull().Length.ShouldBe(filled.Length);
    }

    [Fact]
    public void A_JPEG_without_a_scan_is_no_picture() => Find([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xD9]).ShouldBeNull();

    [Fact]
    public void The_first_frame_of_a_GIF_ends_before_the_second_begins()
    {
        var file = Read("good/coffee-animated.gif");

        var frame = Find(file).ShouldNotBeNull();

        Find(file[..frame.Length]).ShouldBe(frame with { Frames = 1 });
        file[frame.Length].ShouldBe((byte)0x21);
    }

    [Theory]
    [InlineData(0, 0, 200, 133, true)]
    [InlineData(2, 0, 198, 133, true)]
    [InlineData(0, 0, 201, 133, false)]
    [InlineData(2, 0, 200, 133, false)]
    [InlineData(0, 2, 200, 132, false)]
    [InlineData(0, 0, 1 << 24, 1 << 24, false)]
    public void A_frame_of_a_WebP_must_lie_within_the_canvas(int x, int y, int width, int height, bool whole)
    {
        var file = Read("good/coffee-animated.webp");
        var frame = file.AsSpan(file.AsSpan().IndexOf("ANMF"u8) + 8);
        foreach (var (at, value) in (ReadOnlySpan<(int, int)>)[(0, x / 2), (3, y / 2), (6, width - 1), (9, height - 1)])
        {
            (frame[at], frame[at + 1], frame[at + 2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
        }

        (Find(file) is not null).ShouldBe(whole);
    }

    [Fact]
    public void Any_bytes_after_a_signature_do_no_harm()
    {
        var random = new Random(3);
        foreach (var photo in (string[])["good/rocket.jpg", "good/one-pixel.png", "good/coffee-animated.gif", "good/coffee-animated.webp"])
        {
            var file = Read(photo);
            for (var round = 0; round < 500; round++)
            {
                var bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                byte[] damaged = [.. file.AsSpan(0, ImageFormats.SignatureLength), .. bytes, .. file.AsSpan(random.Next(file.Length))];

                (Find(damaged)?.Length ?? 0).ShouldBeLessThanOrEqualTo(damaged.Length);
                Find(damaged[..random.Next(ImageFormats.SignatureLength, damaged.Length)]);
            }
        }
    }

    private static FirstFrame? Find(byte[] file) => FileStructure.Read(ImageFormats.Detect(file)!.Value, file);

    private static byte[] Read(string photo) => File.ReadAllBytes(Photos.Path(photo));
}
