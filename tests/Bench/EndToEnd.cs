using System.Globalization;
using System.Text.Json;
using Vignette.Pipeline;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>
/// 1,000 photographs through a platform, by <c>vignette load</c>: from the upload to thumbnail and caption, against the pure
/// work of the codecs and the captioner on the same cores.
/// </summary>
public static class EndToEnd
{
    private const int Photographs = 1_000;
    private const int Clients = 4;
    private const int Rounds = 5;
    private const double LeastThroughput = 0.8;
    private const double MostMegabytes = 300;
    private const double MostGrowth = 1.5;

    private static readonly PipelineOptions Options = new();

    private static readonly IReadOnlyList<RenditionSpec> Renditions =
    [
        new(RenditionNames.Thumb, Options.ThumbnailWidth, Options.ThumbnailHeight),
        new(RenditionNames.Preview, Options.PreviewSide, Options.PreviewSide),
    ];

    private static readonly IReadOnlyList<RenditionSpec> CaptionCopy = [new("caption", Options.CaptionSide, Options.CaptionSide)];

    /// <param name="what">The platform, after "photographs … ".</param>
    /// <param name="captioner">Null where captions come from elsewhere.</param>
    /// <param name="gallery">Its address.</param>
    /// <param name="peakMemory">The most bytes that its server has had until now.</param>
    /// <param name="token">What its clients sign in with; null where nobody has to.</param>
    public static async Task RunAsync(string what, IThumbnailer thumbnailer, ICaptioner? captioner, Uri gallery, Func<Task<long>> peakMemory, string? token = null)
    {
        ArgumentNullException.ThrowIfNull(thumbnailer);
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(peakMemory);
        var folder = Path.GetDirectoryName(Photos.Path("good/rocket.jpg"))!;
        Report.Title($"{Photographs:N0} photographs {what}, from the upload to both results, by {Clients} clients, against the codecs alone");
        var work = await PureWorkAsync(folder, thumbnailer, captioner);
        var pure = Environment.ProcessorCount / work * 1000;
        Report.Figure("pure work on one photograph, mean", work, "ms");
        Report.Figure($"pure work on {Environment.ProcessorCount} cores", pure, "/s");

        // The first ones ready the program, and tell where its memory begins.
        await LoadAsync(gallery, token, folder, Photographs / 10, "--clients", $"{Clients}");
        var memory = await peakMemory();
        var full = await LoadAsync(gallery, token, folder, Photographs, "--clients", $"{Clients}");
        Report.Figure("finished", full.FinishedPerSecond, "/s");
        Report.AtLeast("throughput against the pure work", full.FinishedPerSecond / pure, LeastThroughput);
        Report.Figure("the most that waited for their results at once", full.MostWaiting, "");
        Tell("at full load", full);

        var half = await LoadAsync(gallery, token, folder, Photographs / 2, "--rate", (full.FinishedPerSecond / 2).ToString("0.##", CultureInfo.InvariantCulture), "--arrivals", "poisson");
        Tell("at half that load", half);
        Report.Figure("the most that waited for their results at once, at half that load", half.MostWaiting, "");

        var peak = await peakMemory();
        Report.AtMost("the server's peak memory", peak / 1e6, MostMegabytes, "MB");
        Report.AtMost($"the same, against after {Photographs / 10} photographs", (double)peak / memory, MostGrowth);
    }

    private static void Tell(string when, Figures figures)
    {
        Report.Figure($"accepted {when}, 99 of 100 within", figures.Acceptance, "ms");
        Report.Figure($"end to end {when}, half within", figures.Median, "ms");
        Report.Figure($"end to end {when}, 99 of 100 within", figures.P99, "ms");
        Report.Figure($"end to end {when}, the slowest", figures.Slowest, "ms");
    }

    /// <summary>Milliseconds of one core that the thumbnails, the captioner's copy and the caption of one of the photographs take, in the mean.</summary>
    private static async Task<double> PureWorkAsync(string folder, IThumbnailer thumbnailer, ICaptioner? captioner)
    {
        var times = new List<double>();
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var original = await File.ReadAllBytesAsync(path);
            var rounds = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add(await Measure.TimeAsync(async () =>
                {
                    await thumbnailer.RenderAsync(original, Renditions, Options.MaxPixels, CancellationToken.None);
                    var copy = await thumbnailer.RenderAsync(original, CaptionCopy, Options.MaxPixels, CancellationToken.None);
                    if (captioner is not null)
                    {
                        await captioner.CaptionAsync(new CaptionRequest(copy.Renditions[0].Jpeg, copy.Facts, copy.Sample), CancellationToken.None);
                    }
                }));
            }

            times.Add(Measure.Median(rounds));
        }

        return times.Average();
    }

    private static async Task<Figures> LoadAsync(Uri gallery, string? token, string folder, int images, params string[] loop)
    {
        using var scratch = new TemporaryFolder();
        var report = scratch.File("report.json");
        var (exitCode, output) = await VignetteProcess.RunAsync(["load", "--to", gallery.ToString(), "--from", folder, "--images", $"{images}", "--report", report, .. loop], new Dictionary<string, string?> { ["VIGNETTE_TOKEN"] = token });
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The load ended with {exitCode}:\n{output}");
        }

        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var measures = result.RootElement.GetProperty("measures");
        double Number(string latencies, string name) => measures.GetProperty(latencies).GetProperty(name).GetDouble();
        return new Figures(
            measures.GetProperty("finishedPerSecond").GetDouble(),
            measures.GetProperty("mostWaiting").GetInt32(),
            Number("acceptance", "p99"),
            Number("endToEnd", "p50"),
            Number("endToEnd", "p99"),
            Number("endToEnd", "max"));
    }

    /// <summary>Of a load, times in milliseconds.</summary>
    private sealed record Figures(double FinishedPerSecond, int MostWaiting, double Acceptance, double Median, double P99, double Slowest);
}
