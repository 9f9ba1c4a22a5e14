using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>The first gallery page and searches at 100,000 images, against the same at 1,000.</summary>
public static class CatalogBench
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Rounds = 400;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("first gallery page", "/gallery"),
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
