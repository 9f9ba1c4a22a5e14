using System.Globalization;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Bench;

/// <summary>Two catalogs that differ in size alone, asked for the same in turn.</summary>
public static class CatalogComparison
{
    public const int Few = 1_000;
    public const int Many = 100_000;

    // Milliseconds.
    private const double Noticed = 1;

    // Where a figure looks off, it is measured again: what slowed one of the two for a while is not the catalog's size.
    private const int Tries = 3;

    /// <summary>Prints a table: milliseconds at each size, and their ratio, whose goal is asked for where it is more than a millisecond.</summary>
    public static async Task RunAsync(ICatalogDatabase few, ICatalogDatabase many, int rounds)
    {
        Report.Head($"{Few:N0}", $"{Many:N0}", "ratio");
        var (fewReader, manyReader) = (new ImageReader(few, Viewer.OfEverything), new ImageReader(many, Viewer.OfEverything));
        var pairs = (await CatalogRead.AllAsync(few, Few)).Zip(await CatalogRead.AllAsync(many, Many));
        foreach (var (atFew, atMany) in pairs)
        {
            var (found, foundInMany) = (await atFew.Run(fewReader, CancellationToken.None), await atMany.Run(manyReader, CancellationToken.None));
            var share = atMany.IsPerImage ? (double)found / foundInMany : 1;
            var (fast, slow) = (0.0, 0.0);
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                (slow, fast) = await Measure.PairAsync(rounds, () => atMany.Run(manyReader, CancellationToken.None), () => atFew.Run(fewReader, CancellationToken.None));
                if (atMany.Goal is not { } goal || slow * share <= fast * goal)
                {
                    break;
                }
            }

            // Less is told apart by nobody: a page of the gallery takes several times as long.
            var isNoticed = (slow * share) - fast > Noticed;
            Report.Ratio(
                atMany.Name, fast, slow, slow * share / fast, isNoticed || atMany.Goal is null ? atMany.Goal : double.PositiveInfinity,
                string.Create(CultureInfo.InvariantCulture, $"{found:N0} and {foundInMany:N0} found{(atMany.IsPerImage ? ", ratio per image" : "")}"));
        }
    }
}
