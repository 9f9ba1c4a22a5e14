using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>What ImageSharp by itself would choke on.</summary>
[Collection(nameof(EngineCollection))]
public sealed class HostileFilesTests
{
    private const long MiB = 1 << 20;
    private const long MaxPixels = 100_000_000;

    private static readonly RenditionSpec Thumb = new("thumb", 320, 320);

    private readonly ImageSharpThumbnailer _thumbnailer = new(NullLogger<ImageSharpThumbnailer>.Instance);

    [Fact]
    public Task Frames_that_each_restore_what_was_before_cost_no_more_than_one() => ShouldCostLittleAsync(Gif(side: 1500, frames: 500), frames: 500);

    [Fact]
    public Task A_million_frames_cost_no_more_than_one() => ShouldCostLittleAsync(Gif(side: 2, frames: 1_000_000), frames: 1_000_000);

    [Fact]
    public async Task A_picture_that_takes_more_memory_than_is_set_aside_is_refused()
    {
        var fault = await Should.ThrowAsync<PermanentFault>(() => RenderAsync(File.ReadAllBytes(Photos.Path("bad/bomb-30000x30000.png")), long.MaxValue));

        fault.Message.ShouldBe("This picture takes more memory to read than is set aside for one.");
    }

    [Fact]
    public async Task A_picture_need_not_come_as_an_array()
    {
        var original = File.ReadAllBytes(Photos.Path("good/rocket.jpg"));
        using var elsewhere = new NativeBytes(original);

        var rendered = await RenderAsync(elsewhere.Memory, MaxPixels);

        rendered.Renditions[0].Jpeg.ToArray().ShouldBe((await RenderAsync(original, MaxPixels)).Renditions[0].Jpeg.ToArray());
    }

    // A list is gone through first for the sizes, before anything is decoded, and then for the renditions.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_can_be_cancelled_half_way(int step)
    {
        using var cancel = new CancellationTokenSource();
        var renditions = new CancellingList([Thumb, Thumb], cancel, step);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _thumbnailer.RenderAsync(File.ReadAllBytes(Photos.Path("good/rocket.jpg")), renditions, MaxPixels, cancel.Token));
    }

    private async Task ShouldCostLittleAsync(byte[] gif, int frames)
    {
        await RenderAsync(File.ReadAllBytes(Photos.Path("good/coffee-animated.gif")), MaxPixels);

        var growth = await PeakMemory.GrowthOfAsync(async () => (await RenderAsync(gif, MaxPixels)).Facts.Frames.ShouldBe(frames));

        (growth ?? 0).ShouldBeLessThan(64 * MiB);
    }

    private Task<RenderedPicture> RenderAsync(ReadOnlyMemory<byte> original, long maxPixels) =>
        _thumbnailer.RenderAsync(original, [Thumb], maxPixels, TestContext.Current.CancellationToken);

    /// <summary>A square GIF of two colours, each frame one pixel, to be taken back after it was shown (disposal method 3).</summary>
    private static byte[] Gif(ushort side, int frames)
    {
        byte[] screen = [.. "GIF89a"u8, (byte)side, (byte)(side >> 8), (byte)side, (byte)(side >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        byte[] frame = [0x21, 0xF9, 4, 3 << 2, 1, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        var gif = new byte[screen.Length + (frames * frame.Length) + 1];
        screen.CopyTo(gif, 0);
        for (var i = 0; i < frames; i++)
        {
            frame.CopyTo(gif, screen.Length + (i * frame.Length));
        }

        gif[^1] = 0x3B;
        return gif;
    }

    private sealed class CancellingList(IReadOnlyList<RenditionSpec> items, CancellationTokenSource cancel, int step) : IReadOnlyList<RenditionSpec>
    {
        private int _step;

        public int Count => items.Count;

        public RenditionSpec this[int index] => items[index];

        public IEnumerator<RenditionSpec> GetEnumerator()
        {
            if (++_step == step)
            {
                cancel.Cancel();
            }

            return items.GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Bytes behind which there is no array that one could ask for.</summary>
    private sealed class NativeBytes(byte[] bytes) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => bytes;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
