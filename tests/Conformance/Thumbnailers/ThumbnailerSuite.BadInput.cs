using System.Buffers.Binary;
using System.IO.Compression;
using Vignette.Pipeline;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Conformance.Thumbnailers;

public abstract partial class ThumbnailerSuite
{
    private const long MiB = 1 << 20;

    [Theory]
    [MemberData(nameof(BadPhotos))]
    public async Task A_bad_photo_is_refused_in_words_for_people(string photo) => await ShouldBeRefusedAsync(Read($"bad/{photo}"));

    [Theory]
    [InlineData("bad/bomb-30000x30000.png")]
    [InlineData("bad/bomb-30000x30000-header.png")]
    public async Task A_bomb_is_refused_by_its_header_and_costs_no_memory(string bomb)
    {
        // So that what the engine itself takes to start is not counted.
        await RenderAsync("good/coffee.png", Thumb);
        var original = Read(bomb);

        var growth = await PeakMemory.GrowthOfAsync(async () =>
            (await ShouldBeRefusedAsync(original)).Message.ShouldBe("This picture is 30000 × 30000 pixels; at most 100 megapixels are accepted."));

        (growth ?? 0).ShouldBeLessThan(64 * MiB);
    }

    [Theory]
    [InlineData("good/rocket.jpg", 640 * 427)]
    [InlineData("good/rocket-exif6.jpg", 320 * 214)]
    [InlineData("good/coffee.png", 600 * 400)]
    [InlineData("good/coffee-animated.gif", 200 * 133)]
    [InlineData("good/coffee.webp", 600 * 400)]
    public async Task As_many_pixels_as_are_accepted_are_accepted_and_one_more_is_refused(string photo, long pixels)
    {
        var original = Read(photo);

        await Thumbnailer.RenderAsync(original, [Thumb], pixels, TestContext.Current.CancellationToken);

        await Should.ThrowAsync<PermanentFault>(() => Thumbnailer.RenderAsync(original, [Thumb], pixels - 1, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("good/rocket.jpg")]
    [InlineData("good/hubble_deep_field.jpg")]
    [InlineData("good/rocket-exif6.jpg")]
    [InlineData("good/coffee-cmyk.jpg")]
    [InlineData("good/astronaut-progressive.jpg")]
    [InlineData("good/chelsea.png")]
    [InlineData("good/astronaut-16bit-alpha.png")]
    [InlineData("good/coffee.webp")]
    public async Task A_photo_cut_off_anywhere_is_refused(string photo)
    {
        var original = Read(photo);
        for (var part = 1; part <= 24; part++)
        {
            // The last bytes may be a text, or say only that the picture ends.
            var length = (original.Length - 256) * part / 24;
            await ShouldBeRefusedAsync(original[..length]);
        }
    }

    [Theory]
    [InlineData("good/rocket.jpg")]
    [InlineData("good/chelsea.png")]
    public async Task A_photo_cut_off_is_refused_for_small_renditions_too(string photo)
    {
        var original = Read(photo);

        await Should.ThrowAsync<PermanentFault>(() => RenderAsync(original[..(original.Length * 9 / 10)], new RenditionSpec("tiny", 32, 32)));
    }

    [Fact]
    public async Task A_GIF_cut_off_in_its_first_frame_is_refused()
    {
        var original = Read("good/coffee-animated.gif");

        for (var part = 1; part <= 6; part++)
        {
            await ShouldBeRefusedAsync(original[..(original.Length / 4 * part / 6)]);
        }
    }

    [Theory]
    [InlineData("good/rocket-exif6.jpg", 1)]
    [InlineData("good/coffee-cmyk.jpg", 2)]
    [InlineData("good/chelsea.png", 3)]
    [InlineData("good/coffee-animated.gif", 4)]
    [InlineData("good/coffee.webp", 5)]
    [InlineData("good/coffee-animated.webp", 6)]
    public async Task Damaged_bytes_end_in_a_picture_or_a_refusal(string photo, int seed)
    {
        var random = new Random(seed);
        var original = Read(photo);
        var refused = 0;
        for (var round = 0; round < 60; round++)
        {
            var damaged = (byte[])original.Clone();
            for (var flip = random.Next(1, 12); flip > 0; flip--)
            {
                // Mostly in the header, where a byte decides most.
                damaged[random.Next(random.Next(2) == 0 ? damaged.Length : 700)] = (byte)random.Next(256);
            }

            try
            {
                (await RenderAsync(damaged, Thumb)).Renditions.Count.ShouldBe(1);
            }
            catch (PermanentFault)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(1, 60);
        (await RenderAsync(original, Thumb)).Renditions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_JPEG_that_claims_to_be_huge_is_refused()
    {
        var jpeg = Read("good/rocket.jpg");
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 60_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 60_000);

        await ShouldCostLittleAsync(() => ShouldBeRefusedAsync(jpeg));
    }

    [Fact]
    public async Task A_GIF_that_claims_to_be_huge_is_refused()
    {
        var gif = Read("good/coffee-animated.gif");
        var frame = gif.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x2C, 0, 0, 0, 0, 200, 0, 133, 0]);
        foreach (var size in (int[])[6, frame + 5])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(gif.AsSpan(size), uint.MaxValue);
        }

        await ShouldCostLittleAsync(() => ShouldBeRefusedAsync(gif));
    }

    [Fact]
    public async Task A_lossless_WebP_that_claims_to_be_huge_is_refused()
    {
        // RIFF, then a VP8L chunk: its signature byte, 14 bits each of width and height less one, and nothing after (RFC 9649, 3.4).
        byte[] webp = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8L"u8, 10, 0, 0, 0, 0x2F, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0, 0];

        await ShouldCostLittleAsync(() => ShouldBeRefusedAsync(webp));
    }

    [Theory]
    [InlineData("zTXt", "Comment\0\0")]
    [InlineData("iCCP", "profile\0\0")]
    public async Task A_PNG_with_a_bomb_in_its_metadata_costs_little(string chunk, string prefix)
    {
        var png = WithChunk(PngEncoder.Encode(4, 4, new byte[48]), chunk, [.. System.Text.Encoding.Latin1.GetBytes(prefix), .. Zlib(new byte[256 * MiB])]);

        await ShouldCostLittleAsync(async () =>
        {
            try
            {
                (await RenderAsync(png, Thumb)).Renditions.Count.ShouldBe(1);
            }
            catch (PermanentFault)
            {
                // Refused is as good.
            }
        });
    }

    private async Task ShouldCostLittleAsync(Func<Task> work)
    {
        await RenderAsync("good/coffee.png", Thumb);
        var growth = await PeakMemory.GrowthOfAsync(work);
        (growth ?? 0).ShouldBeLessThan(96 * MiB);
    }

    /// <summary>The PNG with one more chunk right after its header chunk.</summary>
    private static byte[] WithChunk(byte[] png, string type, byte[] data)
    {
        const int afterHeader = 8 + 25;
        byte[] typed = [.. System.Text.Encoding.Latin1.GetBytes(type), .. data];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        var crc = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc, ExpectedCrc32.Of(typed));
        return [.. png[..afterHeader], .. length, .. typed, .. crc, .. png[afterHeader..]];
    }

    private static byte[] Zlib(byte[] data)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(data);
        }

        return compressed.ToArray();
    }
}
