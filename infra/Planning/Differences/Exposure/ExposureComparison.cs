using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Exposure;

/// <summary>What can be reached in one plan and not in another.</summary>
internal static class ExposureComparison
{
    public static ImmutableArray<ExposureChange> Between(Plan before, Plan after)
    {
        var (old, now) = (Of(before), Of(after));
        return
        [
            .. now.Where(opening => !old.Any(other => other.Covers(opening))).Select(opening => opening.Come)
                .Concat(old.Where(opening => !now.Any(other => other.Covers(opening))).Select(opening => opening.Gone))
                .DistinctBy(change => (change.Opens, change.Sentence.ToString()))
                .OrderByDescending(change => change.Opens).ThenByDescending(change => change.IsToInternet)
                .ThenBy(change => change.Resource, StringComparer.Ordinal).ThenBy(change => change.Sentence.ToString(), StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<Opening> Of(Plan plan) => [.. PortOpening.In(plan), .. Fact.In(plan)];
}
