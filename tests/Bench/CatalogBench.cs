using Vignette.Cli.Local;
using Vignette.Schema.Catalog;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>What a catalog of 100,000 images with a million boxes is asked for, against the same at 1,000.</summary>
public static class CatalogBench
{
    private const int Few = CatalogComparison.Few;
    private const int Many = CatalogComparison.Many;
    private const int Rounds = 100;
    private const int Walked = 2_000;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("first page", "/gallery"),
        ("deep page", "/gallery?after=500"),
        ("search", $"/gallery?q={CatalogFiller.FrequentWord}"),
        ("search, filters and an order", $"/gallery?q=man&label={CatalogFiller.Label}&review=approved&sort=taken_newest"),
    ];

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        await CatalogFiller.FillAsync(folder.File("few"), Few);
        await CatalogFiller.FillAsync(folder.File("many"), Many);
        using (var fewFolder = DataFolder.Open(folder.File("few")))
        using (var manyFolder = DataFolder.Open(folder.File("many")))
        {
            await using var few = SqliteCatalogDatabase.Open(fewFolder.Database);
            await using var many = SqliteCatalogDatabase.Open(manyFolder.Database);
            Report.Title($"The catalog in SQLite at {Many:N0} images with a million boxes, against {Few:N0} (median of {Rounds})");
            await CatalogComparison.RunAsync(few, many, Rounds);
            await WalkAsync(new ImageReader(many, Viewer.OfEverything));
        }

        await PagesAsync(folder);
    }

    private static async Task PagesAsync(TemporaryFolder folder)
    {
        Report.Title($"The gallery's pages at {Many:N0} images, against {Few:N0} (median of {Rounds})");
        await using var few = await VignetteProcess.StartAsync(folder.File("few"), ["--workers", "0"], Quiet.Environment);
        await using var many = await VignetteProcess.StartAsync(folder.File("many"), ["--workers", "0"], Quiet.Environment);
        using var fewClient = await RawClient.ConnectAsync(few.Http.BaseAddress!);
        using var manyClient = await RawClient.ConnectAsync(many.Http.BaseAddress!);
        Report.Head($"{Few:N0}", $"{Many:N0}", "ratio");
        foreach (var (name, path) in Pages)
        {
            var (fewRequest, manyRequest) = (RawClient.Get(few.Http.BaseAddress!, path), RawClient.Get(many.Http.BaseAddress!, path));
            var (atMany, atFew) = await Measure.PairAsync(Rounds, () => GetAsync(manyClient, manyRequest), () => GetAsync(fewClient, fewRequest));
            Report.Ratio(name, atFew, atMany, atMany / atFew, CatalogRead.Bounded, path);
        }
    }

    // As an export reads it: so many images, and no more memory for the last than for the first.
    private static async Task WalkAsync(ImageReader reader)
    {
        var memory = new List<long>();
        var walk = await Measure.TimeAsync(async () =>
        {
            var met = 0;
            await foreach (var _ in reader.WalkAsync(new ImageQuery(), CancellationToken.None))
            {
                met++;
                if (met % Walked == 0)
                {
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true));
                }
            }
        });
        Report.Figure($"a walk over all {Many:N0} with their boxes", Many / walk * 1000, "/s");
        Report.AtMost($"memory after all / after the first {Walked:N0}", (double)memory[^1] / memory[0], 1.5);
    }

    private static async Task GetAsync(RawClient client, byte[] request)
    {
        var status = await client.SendAsync(request);
        if (status != 200)
        {
            throw new InvalidOperationException($"A page was answered with {status}.");
        }
    }
}
