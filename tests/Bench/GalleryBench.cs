using Vignette.Tests;

namespace Vignette.Bench;

/// <summary>Gallery pages a second with 1,000 images and 20 clients.</summary>
public static class GalleryBench
{
    private const int Clients = 20;
    private const int Images = 1_000;
    private const int Requests = 10_000;

    /// <summary>What the system that this one replaces published: 19 requests a second at 1.04 s each.</summary>
    private const double Predecessor = 19;

    public static async Task RunAsync()
    {
        Report.Title($"Gallery pages with {Images:N0} images, {Clients} clients, against the {Predecessor} a second of the system replaced");
        using var folder = new TemporaryFolder();
        await CatalogFiller.FillAsync(folder.Path, Images);
        await using var program = await VignetteProcess.StartAsync(folder.Path, ["--workers", "0"], Quiet.Environment);
        var address = program.Http.BaseAddress!;
        var request = RawClient.Get(address, "/gallery");

        var rates = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var rate = await Measure.RateAsync(Clients, Requests, (_, pieces) => GetAsync(address, request, pieces));
            if (round > 0)
            {
                rates.Add(rate);
            }
        }

        Report.Figure("pages", Measure.Median(rates), "/s");
        Report.AtLeast("pages / the predecessor's", Measure.Median(rates) / Predecessor, 100);
        Report.Figure("peak memory of the server", program.PeakMemory() / 1e6, "MB");
    }

    private static async Task GetAsync(Uri address, byte[] request, IAsyncEnumerable<int> pieces)
    {
        using var client = await RawClient.ConnectAsync(address);
        await foreach (var _ in pieces)
        {
            var status = await client.SendAsync(request);
            if (status != 200)
            {
                throw new InvalidOperationException($"A page was answered with {status}.");
            }
        }
    }
}
