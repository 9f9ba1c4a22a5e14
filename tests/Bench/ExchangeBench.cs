using Vignette.Exchange;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>Exports of 100,000 pictures with a million boxes, and imports that look at all of it, against the same of one picture with ten: memory.</summary>
public static class ExchangeBench
{
    private const int Few = 1;
    private const int Many = 100_000;
    private const double Goal = 1.5;

    public static async Task RunAsync()
    {
        Report.Title($"Export and import of {Many * CatalogFiller.Boxes:N0} boxes in {Many:N0} pictures, against {Few * CatalogFiller.Boxes} in {Few}");
        using var folder = new TemporaryFolder();
        await CatalogFiller.FillAsync(folder.File("few"), Few);
        await CatalogFiller.FillAsync(folder.File("many"), Many);
        foreach (var format in DatasetFormats.Codes)
        {
            var (few, many) = (folder.File($"few.{format}"), folder.File($"many.{format}"));
            var small = await MeasureAsync(folder.File("few"), 2, program => ExportAsync(program, format, few));
            var large = await MeasureAsync(folder.File("many"), 1, program => ExportAsync(program, format, many));
            Tell($"{format}: export, {new FileInfo(many).Length / 1e6:N0} MB", small.Peak, large);
            small = await MeasureAsync(folder.File("few"), 2, program => ImportAsync(program, few, Few));
            large = await MeasureAsync(folder.File("many"), 1, program => ImportAsync(program, many, Many));
            Tell($"{format}: import", small.Peak, large);
            File.Delete(many);
        }
    }

    private static void Tell(string what, long few, (long Peak, double Seconds) many)
    {
        Report.Figure($"{what}, boxes a second", Many * CatalogFiller.Boxes / many.Seconds, "");
        Report.Figure($"{what}, peak memory of {Few * CatalogFiller.Boxes} boxes", few / 1e6, "MB");
        Report.Figure($"{what}, peak memory of {Many * CatalogFiller.Boxes:N0} boxes", many.Peak / 1e6, "MB");
        Report.AtMost($"{what}, peak memory against {Few * CatalogFiller.Boxes} boxes", (double)many.Peak / few, Goal);
    }

    /// <summary>The peak memory of a program that does this so often, and the seconds of the last time.</summary>
    /// <param name="rounds">For a few boxes twice, of which the first readies the program.</param>
    private static async Task<(long Peak, double Seconds)> MeasureAsync(string data, int rounds, Func<VignetteProcess, Task> work)
    {
        await using var program = await VignetteProcess.StartAsync(data, ["--workers", "0"], Quiet.Environment);
        program.Http.Timeout = Timeout.InfiniteTimeSpan;
        var milliseconds = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            milliseconds = await Measure.TimeAsync(() => work(program));
        }

        return (program.PeakMemory(), milliseconds / 1000);
    }

    private static async Task ExportAsync(VignetteProcess program, string format, string path)
    {
        await using var file = File.Create(path);
        using var response = await program.Http.GetAsync(new Uri($"/api/export?format={format}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(file);
    }

    /// <summary>Each picture is found, and compared with what the file says of it: they are the same.</summary>
    private static async Task ImportAsync(VignetteProcess program, string path, int pictures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/import?dryRun=true") { Content = new StreamContent(File.OpenRead(path)) };
        using var response = await program.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var last = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line;
        }

        if (!last.Contains($"\"unchanged\":{pictures},", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The import ended with {last}");
        }
    }
}
