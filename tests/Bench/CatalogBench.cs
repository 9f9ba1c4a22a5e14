using Vignette.Cli.Local;
using Vignette.Schema.Catalog;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>The first gallery page and searches at 100,000 images, against the same at 1,000.</summary>
public static class CatalogBench
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Rounds = 400;

    private const int Walked = 2_000;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("first gallery page", "/gallery"),
        ("deep page", "/gallery?after=500"),
        ("deep page by the camera's date", "/gallery?sort=taken_oldest&after=u100-2020-01-01T10:00:00"),
        ("sorted by the camera's date", "/gallery?sort=taken_newest"),
        ("sorted by name", "/gallery?sort=name"),
        ("label", $"/gallery?label={CatalogFiller.Label}"),
        ("label and review", $"/gallery?label={CatalogFiller.Label}&review=approved"),
        ("label, review and tag, by the camera's date", $"/gallery?label={CatalogFiller.Label}&review=approved&tag=red&sort=taken_newest"),
        ("a day of uploads", "/gallery?uploaded_from=2020-01-01&uploaded_to=2020-01-01"),
        ("word and a day of the camera's", $"/gallery?q={CatalogFiller.FrequentWord}&taken_from=2020-01-01&taken_to=2020-01-01"),
        ("frequent word, by name", $"/gallery?q={CatalogFiller.FrequentWord}&sort=name"),
        ("word in ten captions, by the camera's date", $"/gallery?q={CatalogFiller.RareWord}&sort=taken_newest"),
        ("search, a word in every caption", $"/gallery?q={CatalogFiller.FrequentWord}"),
        ("search, two words", "/gallery?q=quiet+boat"),
        ("search, a word in ten captions", $"/gallery?q={CatalogFiller.RareWord}"),
        ("tag", $"/gallery?tag={CatalogFiller.Tag}"),
        ("status", "/gallery?status=completed"),
        ("tag and word", $"/gallery?tag={CatalogFiller.Tag}&q={CatalogFiller.FrequentWord}"),
    ];

    public static async Task RunAsync()
    {
        Report.Title($"Pages at {Many:N0} images, against {Few:N0} (median of {Rounds})");
        using var folder = new TemporaryFolder();
        await CatalogFiller.FillAsync(folder.File("few"), Few);
        await CatalogFiller.FillAsync(folder.File("many"), Many);
        await using var few = await VignetteProcess.StartAsync(folder.File("few"), ["--workers", "0"], Quiet.Environment);
        await using var many = await VignetteProcess.StartAsync(folder.File("many"), ["--workers", "0"], Quiet.Environment);
        using var fewClient = await RawClient.ConnectAsync(few.Http.BaseAddress!);
        using var manyClient = await RawClient.ConnectAsync(many.Http.BaseAddress!);

        foreach (var (name, path) in Pages)
        {
            var (fewRequest, manyRequest) = (RawClient.Get(few.Http.BaseAddress!, path), RawClient.Get(many.Http.BaseAddress!, path));
            var (atMany, atFew) = await Measure.PairAsync(Rounds, () => GetAsync(manyClient, manyRequest), () => GetAsync(fewClient, fewRequest));
            Report.Figure($"{name}, {Few:N0}", atFew, "ms");
            Report.Figure($"{name}, {Many:N0}", atMany, "ms");
            Report.AtMost($"{name}, {Many:N0} / {Few:N0}", atMany / atFew, 1.5);
        }

        await FacetsAsync(folder);
    }

    // In this process: the gallery counts once until something changes.
    private static async Task FacetsAsync(TemporaryFolder folder)
    {
        using var fewFolder = DataFolder.Open(folder.File("few"));
        using var manyFolder = DataFolder.Open(folder.File("many"));
        await using var few = SqliteCatalogDatabase.Open(fewFolder.Database);
        await using var many = SqliteCatalogDatabase.Open(manyFolder.Database);
        var (fewReader, manyReader) = (new ImageReader(few), new ImageReader(many));
        foreach (var (name, query) in ((string, ImageQuery)[])[("facets", new()), ("facets of a word", new() { Text = CatalogFiller.FrequentWord })])
        {
            var (atMany, atFew) = await Measure.PairAsync(Rounds / 10, () => manyReader.FacetsAsync(query, CancellationToken.None), () => fewReader.FacetsAsync(query, CancellationToken.None));
            Report.Figure($"{name}, {Few:N0}", atFew, "ms");
            Report.Figure($"{name}, {Many:N0}", atMany, "ms");
            Report.AtMost($"{name}, {Many:N0} / {Few:N0}", atMany / atFew, 1.5);
        }

        // As an export reads it: so many images, and no more memory for the last than for the first.
        var memory = new List<long>();
        var walk = await Measure.TimeAsync(async () =>
        {
            var met = 0;
            await foreach (var _ in manyReader.WalkAsync(new ImageQuery(), CancellationToken.None))
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
