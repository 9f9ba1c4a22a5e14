using System.Collections.Immutable;
using System.Text.Json;
using Vignette.Planning.Costs;
using Vignette.Planning.Differences.Access;
using Vignette.Planning.Differences.Comparison;
using Vignette.Planning.Differences.Exposure;
using Vignette.Planning.Differences.Replacing;

namespace Vignette.Planning.Differences;

/// <summary>
/// What a deployment of one plan over another would do, and what that means. It is made of the plans alone: what is in the cloud
/// and what the program tells Pulumi besides inputs, such as an alias, it does not know.
/// </summary>
public sealed class PlanDifference
{
    private PlanDifference(Plan before, Plan after, Func<Plan, CostEstimate> estimate)
    {
        (Before, After) = (before, after);
        Matching = new ResourceMatching(before, after);
        var inputs = Matching.Pairs.ToDictionary(pair => pair.After.Name, pair => Inputs(pair.Before, pair.After));
        var replacements = new Replacements(Matching.Pairs, inputs);
        Resources =
        [
            .. Matching.Removed.Select(resource => new ResourceDifference(ResourceChange.Removed, resource, null, []) { OtherName = Matching.Renames.GetValueOrDefault(resource.Name) })
                .Concat(Matching.Added.Select(resource => new ResourceDifference(ResourceChange.Added, null, resource, []) { OtherName = Matching.NameBefore(resource.Name) }))
                .Concat(Matching.Pairs.Select(pair => Of(pair, inputs[pair.After.Name], replacements)).OfType<ResourceDifference>())
                .OrderBy(difference => difference.Name, StringComparer.Ordinal).ThenByDescending(difference => difference.Change),
        ];
        Marks = Hazards.Marks.In(before, Resources);
        var renamed = Matching.Rename(before);
        Access = AccessComparison.Between(renamed, after);
        Exposure = ExposureComparison.Between(renamed, after);
        Cost = CostDifference.Between(estimate(renamed), estimate(after));
        Outputs = [.. ValueComparison.Between(Json(before), Json(after))];
    }

    public Plan Before { get; }

    public Plan After { get; }

    /// <summary>The resources that differ, in the order of their names.</summary>
    public ImmutableArray<ResourceDifference> Resources { get; }

    /// <summary>What the stack gives out and is another.</summary>
    public ImmutableArray<InputDifference> Outputs { get; }

    /// <summary>What loses data, causes an outage or protects less.</summary>
    public ImmutableArray<Mark> Marks { get; }

    /// <summary>Who may do more or less.</summary>
    public ImmutableArray<AccessChange> Access { get; }

    /// <summary>What can be reached, or no longer.</summary>
    public ImmutableArray<ExposureChange> Exposure { get; }

    /// <summary>What it costs, and cost before.</summary>
    public CostDifference Cost { get; }

    /// <summary>Whether it has what nobody should miss.</summary>
    public bool IsLoud => !Marks.IsEmpty || Access.Any(change => change.Gains) || Exposure.Any(change => change.Opens) || Cost.IsLoud;

    /// <summary>Whether nothing would be done.</summary>
    public bool IsEmpty => Resources.IsEmpty && Outputs.IsEmpty;

    /// <summary>Which resource is which.</summary>
    internal ResourceMatching Matching { get; }

    public static PlanDifference Between(Plan before, Plan after) => Between(before, after, CostEstimate.Of);

    /// <param name="estimate">What a plan costs.</param>
    public static PlanDifference Between(Plan before, Plan after, Func<Plan, CostEstimate> estimate)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(estimate);
        return new(before, after, estimate);
    }

    /// <summary>How many resources something becomes of.</summary>
    public int Count(ResourceChange change) => Resources.Count(difference => difference.Change == change);

    private static ImmutableArray<InputDifference> Inputs(PlannedResource before, PlannedResource after) =>
        [.. ValueComparison.Between(before.Inputs, after.Inputs).Select(difference => difference with { Replaces = Replacements.Forces(after.Type, difference) })];

    private static ResourceDifference? Of((PlannedResource Before, PlannedResource After) pair, ImmutableArray<InputDifference> inputs, Replacements replacements)
    {
        var (name, follows) = (pair.After.Name, replacements.ReferredBy(pair.After).ToImmutableArray());
        var change = replacements.Has(name) ? ResourceChange.Replaced : ResourceChange.Changed;
        return inputs.IsEmpty && follows.IsEmpty && change == ResourceChange.Changed
            ? null
            : new(change, pair.Before, pair.After, inputs) { ReplacedThrough = replacements.ThroughOf(name), Follows = follows };
    }

    private static JsonElement Json(Plan plan) => JsonSerializer.SerializeToElement(plan.Outputs);
}
