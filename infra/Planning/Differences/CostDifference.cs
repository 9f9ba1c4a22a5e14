using System.Collections.Immutable;
using System.Globalization;
using Vignette.Planning.Costs;
using Vignette.Planning.Differences.Reports;

namespace Vignette.Planning.Differences;

/// <summary>What a plan costs, and what it cost before.</summary>
/// <param name="Lines">The lines of the estimates that differ.</param>
/// <param name="Unpriced">What the estimate after leaves out, because nobody has looked up what it costs.</param>
public sealed record CostDifference(CostEstimate Before, CostEstimate After, ImmutableArray<CostLineDifference> Lines, ImmutableArray<UnpricedType> Unpriced)
{
    /// <summary>Costs that grow by as much are something nobody should miss.</summary>
    private const decimal MuchMore = 1.2m;

    private const decimal Doubled = 2m;

    /// <summary>Whether a month or a million images costs much more than before.</summary>
    public bool IsLoud => IsMuchMore(Before.Monthly, After.Monthly) || IsMuchMore(Before.PerMillion, After.PerMillion);

    /// <summary>In words, with the figures in US dollars.</summary>
    public Phrase Sentence
    {
        get
        {
            Phrase figures = $"{Figures(Before.Monthly, After.Monthly, "a month")}, {Figures(Before.PerMillion, After.PerMillion, "for a million images")}";
            var gaps = Unpriced.IsEmpty ? Phrase.Nothing : (Phrase)$", without {Phrase.List(Unpriced.Select(type => type.Type), most: 3)}, which nobody has priced";
            return $"{(IsLoud ? Phrase.Loud("⚠ Cost") : Phrase.Words("Cost"))}: {figures}{gaps}.";
        }
    }

    public static CostDifference Between(CostEstimate before, CostEstimate after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(before, after, [.. Differing(before.Fixed, after.Fixed, perMillionImages: false), .. Differing(before.PerMillionImages, after.PerMillionImages, perMillionImages: true)], after.Unpriced);
    }

    private static IEnumerable<CostLineDifference> Differing(ImmutableArray<CostLine> before, ImmutableArray<CostLine> after, bool perMillionImages)
    {
        var (old, now) = (before.ToLookup(line => (line.Resource, line.Price)), after.ToLookup(line => (line.Resource, line.Price)));
        return
            from key in old.Select(lines => lines.Key).Union(now.Select(lines => lines.Key))
            let difference = new CostLineDifference(key.Resource, key.Price, perMillionImages, old[key].Sum(line => line.Amount), now[key].Sum(line => line.Amount))
            where difference.Before != difference.After
            orderby Math.Abs(difference.After - difference.Before) descending, key.Resource, key.Price
            select difference;
    }

    private static bool IsMuchMore(decimal before, decimal after) => after > before && after >= before * MuchMore;

    private static Phrase Figures(decimal before, decimal after, string unit)
    {
        if (before == after)
        {
            return Phrase.Words($"{Dollars(after)} {unit} as before");
        }

        var twice = after < before * Doubled ? "" : after == before * Doubled ? ", doubled" : ", more than doubled";
        var how = before == 0 ? "new" : string.Create(CultureInfo.InvariantCulture, $"{(after - before) / before * 100:+0;-0} %{twice}");
        var text = $"{Dollars(before)} → {Dollars(after)} {unit} ({how})";
        return IsMuchMore(before, after) ? Phrase.Loud(text) : Phrase.Words(text);
    }

    private static string Dollars(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"${amount:N2}");
}
