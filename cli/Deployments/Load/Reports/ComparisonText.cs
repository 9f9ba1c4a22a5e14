namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>Two runs side by side, for a terminal.</summary>
internal static class ComparisonText
{
    private const int NameWidth = 20;
    private const int Width = 12;

    public static IEnumerable<string> Lines(LoadComparison comparison)
    {
        yield return Row("", "A", "B", "B to A", "");
        foreach (var figure in comparison.Figures)
        {
            yield return Row(figure.Name, figure.Before, figure.After, Figures.Ratio(figure.Ratio), figure.IsWorse ? "  worse" : "");
        }

        foreach (var (name, before, after) in comparison.Differences)
        {
            yield return GalleryException.OneLine($"{name} differs: {before} and {after}");
        }
    }

    private static string Row(string name, string before, string after, string ratio, string mark) => name.PadRight(NameWidth) + before.PadLeft(Width) + after.PadLeft(Width) + ratio.PadLeft(Width) + mark;
}
