using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Imaging.Vips;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>Both renditions of a 12-megapixel JPEG, against libvips's own <c>vipsthumbnail</c> making the same two.</summary>
public static class ThumbnailBench
{
    public const string ChildArgument = "thumbnails-child";

    private const int Rounds = 15;

    private static readonly IReadOnlyList<RenditionSpec> Renditions =
    [
        new(RenditionNames.Thumb, 320, 320),
        new(RenditionNames.Preview, 1440, 1440),
    ];

    public static async Task RunAsync()
    {
        Report.Title("Both renditions of a 12-megapixel JPEG, against vipsthumbnail");
        using var folder = new TemporaryFolder();
        var picture = folder.File("12mp.jpg");
        await RunToolAsync("vips", ["thumbnail", Photos.Path("good/hubble_deep_field.jpg"), $"{picture}[Q=90]", "4000", "--height", "3000", "--size", "force"]);
        var original = await File.ReadAllBytesAsync(picture);

        var thumbnailer = new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance);
        var (ours, theirs) = await Measure.PairAsync(
            Rounds,
            () => thumbnailer.RenderAsync(original, Renditions, long.MaxValue, CancellationToken.None),
            async () =>
            {
                foreach (var rendition in Renditions)
                {
                    await RunToolAsync("vipsthumbnail", [picture, "--size", $"{rendition.MaxWidth}x{rendition.MaxHeight}>", "-o", folder.File($"{rendition.Name}.jpg[Q={rendition.Quality},strip]")]);
                }
            });
        Report.Figure("vipsthumbnail, twice (processes)", theirs, "ms");
        Report.Figure("Vignette, in a process that runs", ours, "ms");
        Report.AtMost("time, Vignette / vipsthumbnail", ours / theirs, 1);

        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(ThumbnailBench).Assembly.Location, ChildArgument, picture]) { RedirectStandardOutput = true })!;
        var peak = long.Parse(await child.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
        Report.AtMost("peak memory of a process that does it 20 times", peak / 1e6, 150, "MB");
    }

    /// <summary>Makes the renditions again and again, then prints the process's peak memory in bytes.</summary>
    public static async Task<int> RunChildAsync(string picture)
    {
        var original = await File.ReadAllBytesAsync(picture);
        var thumbnailer = new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance);
        for (var n = 0; n < 20; n++)
        {
            await thumbnailer.RenderAsync(original, Renditions, long.MaxValue, CancellationToken.None);
        }

        using var self = Process.GetCurrentProcess();
        Console.Write(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task RunToolAsync(string tool, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{tool} failed with exit code {process.ExitCode}.");
        }
    }
}
