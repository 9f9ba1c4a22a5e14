using System.Globalization;
using Vignette.Planning.Costs;

namespace Vignette.Planning.Reports;

/// <summary>What the estimate says: by what is paid for, with the sums and all that they rest upon.</summary>
internal sealed class CostTable : IReportSection
{
    private const int NamesInARow = 2;

    private readonly PriceList _prices = PriceList.Default;

    public string Heading => "Cost";

    public IEnumerable<string> Lines(Plan plan)
    {
        var estimate = CostEstimate.Of(plan);
        return
        [
            $"About **{Dollars(estimate.Monthly)} US dollars a month** without traffic, and **{Dollars(estimate.PerMillion)} for a million images** in the month in which they come. "
                + $"An estimate by list prices of {_prices.RegionName} of {_prices.Date:yyyy-MM-dd}, whatever region this is for, without taxes, discounts and free tiers; what it takes for granted is below.",
            .. Table("a month", estimate.Fixed, estimate.Monthly),
            .. Table("a million images", estimate.PerMillionImages, estimate.PerMillion),
            .. Unpriced(estimate),
            .. Basis([.. estimate.Fixed, .. estimate.PerMillionImages]),
        ];
    }

    private IEnumerable<string> Table(string of, IEnumerable<CostLine> lines, decimal sum) =>
    [
        "",
        $"| {of} | for | quantity | | US dollars |",
        "|---|---|--:|---|--:|",
        .. lines.GroupBy(line => line.Price).OrderByDescending(group => group.Sum(line => line.Amount)).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(_prices.Find(group.Key)!, [.. group])),
        $"| **sum** | | | | **{Dollars(sum)}** |",
    ];

    private static string Row(Price price, CostLine[] lines) =>
        $"| {price.Name} | {Names(lines)} | {Quantity(lines.Sum(line => line.Quantity))} | {price.Unit} | {Dollars(lines.Sum(line => line.Amount))} |";

    private static string Names(CostLine[] lines) => lines.Length <= NamesInARow
        ? string.Join(", ", lines.Select(line => $"`{line.Resource}`"))
        : $"`{lines[0].Resource}` and {lines.Length - 1} more";

    private static IEnumerable<string> Unpriced(CostEstimate estimate) => estimate.Unpriced.IsEmpty
        ? ["", "Everything that costs something has a price here."]
        : ["", "**Not in these sums, since nobody has looked what it costs:**", "", .. estimate.Unpriced.Select(gap => $"- {gap.Count} × `{gap.Type}`")];

    private IEnumerable<string> Basis(IReadOnlyCollection<CostLine> lines) =>
    [
        "",
        "<details><summary>Prices and assumptions</summary>",
        "",
        "| price | US dollars | a | basis |",
        "|---|--:|---|---|",
        .. _prices.Prices.Where(price => lines.Any(line => line.Price == price.Id)).Select(price => $"| {price.Name} | {price.Amount.ToString("0.00########", CultureInfo.InvariantCulture)} | {price.Unit} | {Basis(price)} |"),
        "",
        "| assumption | | | because |",
        "|---|--:|---|---|",
        .. Assumptions.All.Select(assumption => $"| {assumption.Name} | {Quantity(assumption.Value)} | {assumption.Unit} | {assumption.Basis} |"),
        "",
        "Not counted: what is sent from zone to zone, logs kept after they are taken in, the processor beyond what burstable hosts earn, rotated keys.",
        "",
        "</details>",
    ];

    private static string Basis(Price price) =>
        $"[{price.Source.Host}]({price.Source}), " + (price.ReadAt is { } at ? $"[read]({at}) {price.Date:yyyy-MM-dd}" : "remembered: check it there");

    private static string Dollars(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Quantity(decimal quantity) => quantity.ToString("#,##0.####", CultureInfo.InvariantCulture);
}
