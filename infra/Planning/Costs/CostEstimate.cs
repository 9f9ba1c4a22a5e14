using System.Collections.Immutable;

namespace Vignette.Planning.Costs;

/// <summary>
/// About what a plan costs, in US dollars by the <see cref="PriceList"/>, whatever region it is for: without taxes, discounts and
/// free tiers, and with the <see cref="Assumptions"/> on what a plan does not say.
/// </summary>
/// <param name="Fixed">A month's cost of what is there, whether it is used or not.</param>
/// <param name="PerMillionImages">What a million images cost in addition, in the month in which they come.</param>
/// <param name="Unpriced">What is in neither, since nobody has looked.</param>
public sealed record CostEstimate(ImmutableArray<CostLine> Fixed, ImmutableArray<CostLine> PerMillionImages, ImmutableArray<UnpricedType> Unpriced)
{
    /// <summary>US dollars a month: the sum of <see cref="Fixed"/>.</summary>
    public decimal Monthly => Fixed.Sum(line => line.Amount);

    /// <summary>US dollars for a million images: the sum of <see cref="PerMillionImages"/>.</summary>
    public decimal PerMillion => PerMillionImages.Sum(line => line.Amount);

    public static CostEstimate Of(Plan plan) => Of(plan, PriceList.Default);

    public static CostEstimate Of(Plan plan, PriceList prices)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(prices);
        var gaps = new List<(string Type, string Resource)>();
        var (monthly, perMillion) = (new List<CostLine>(), new List<CostLine>());
        foreach (var resource in plan.Resources.Where(resource => !resource.IsComponent && !FreeTypes.Reasons.ContainsKey(resource.Type)))
        {
            if (Tariffs.Tariffs.ByType.GetValueOrDefault(resource.Type) is not { } tariff)
            {
                gaps.Add((resource.Type, resource.Name));
                continue;
            }

            monthly.AddRange(Lines(plan, resource, tariff.Fixed, prices, gaps));
            perMillion.AddRange(Lines(plan, resource, tariff.PerMillionImages, prices, gaps));
        }

        return new CostEstimate(
            [.. monthly],
            [.. perMillion],
            [.. gaps.Distinct().GroupBy(gap => gap.Type).OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => new UnpricedType(type.Key, type.Count()))]);
    }

    private static List<CostLine> Lines(Plan plan, PlannedResource resource, Func<Plan, PlannedResource, IEnumerable<Charge>>? charges, PriceList prices, List<(string, string)> gaps)
    {
        var lines = new List<CostLine>();
        try
        {
            foreach (var charge in charges?.Invoke(plan, resource) ?? [])
            {
                if (prices.Find(charge.Price) is { } price)
                {
                    lines.Add(new CostLine(resource.Name, resource.Type, price.Id, charge.Quantity, decimal.Round(charge.Quantity * price.Amount, 2, MidpointRounding.AwayFromZero)));
                }
                else
                {
                    gaps.Add(($"{resource.Type} ({charge.Price})", resource.Name));
                }
            }
        }
        catch (PlanException fault)
        {
            // What the plan leaves open, such as a size that another resource decides, has no price either.
            gaps.Add(($"{resource.Type} ({fault.Message})", resource.Name));
        }

        return lines;
    }
}
