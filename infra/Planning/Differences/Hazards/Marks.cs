using System.Collections.Immutable;
using System.Text.Json;
using Vignette.Planning.Differences.Comparison;
using Vignette.Planning.Differences.Reports;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Differences.Hazards;

/// <summary>What nobody should miss of what becomes of resources.</summary>
internal static class Marks
{
    private const int MostCharacters = 60;

    /// <summary>What deletes what another resource holds, so that a new one may do harm to what was there before.</summary>
    private static readonly (string Type, string Of)[] Lifecycles = [(AwsTypes.BucketLifecycle, "bucket"), (AwsTypes.RepositoryLifecycle, "repository")];

    /// <summary>The gravest first, as their lists have them.</summary>
    private static readonly List<object> Order = [.. Losses.Deleted, .. HazardRules.All, .. Losses.Gone];

    public static ImmutableArray<Mark> In(Plan before, IEnumerable<ResourceDifference> differences) =>
    [
        .. differences.SelectMany(difference => OfDeletion(difference).Concat(OfInputs(before, difference)))
            .OrderBy(found => found.Mark.Kind).ThenBy(found => Order.IndexOf(found.Rule)).ThenBy(found => found.Mark.Resource, StringComparer.Ordinal)
            .Select(found => found.Mark),
    ];

    private static IEnumerable<(object Rule, Mark Mark)> OfDeletion(ResourceDifference difference)
    {
        if (Losses.Of(difference) is { } loss)
        {
            var fate = difference switch
            {
                { OtherName: { } name } => (Phrase)$"is deleted and made anew as {name}",
                { Change: ResourceChange.Replaced } => Phrase.Words("is deleted and made anew"),
                _ => Phrase.Words("is deleted"),
            };
            yield return (loss, new(loss.Kind, difference.Name, $"{difference.Name} {fate}: {Phrase.Words(loss.Consequence(difference.Before!))}"));
        }
    }

    private static IEnumerable<(object Rule, Mark Mark)> OfInputs(Plan before, ResourceDifference difference)
    {
        var inputs = difference switch
        {
            { Change: ResourceChange.Added } => IsNewRuleOfWhatWas(before, difference.Resource) ? Leaves("", "", null, difference.Resource.Inputs) : [],
            _ => difference.Inputs.SelectMany(input => Leaves(input.Path, input.Members, input.Before, input.After)),
        };
        return
            from input in inputs
            let hazard = HazardRules.All.FirstOrDefault(rule => rule.Type == difference.Type && rule.Input == input.Members && rule.Is(input.Before, input.After))
            where hazard is not null
            select ((object)hazard, new Mark(hazard.Kind, difference.Name, $"{difference.Name} {input.Path} {Value(input.Before)} → {Value(input.After)}: {Phrase.Words(hazard.Consequence)}"));
    }

    private static bool IsNewRuleOfWhatWas(Plan before, PlannedResource resource) =>
        Lifecycles.Any(lifecycle => lifecycle.Type == resource.Type && resource.Refers(lifecycle.Of) is { } of && before.Find(of.Name) is not null);

    /// <summary>What is there on one side alone, member by member, and itself.</summary>
    private static IEnumerable<(string Path, string Members, JsonElement? Before, JsonElement? After)> Leaves(string path, string members, JsonElement? before, JsonElement? after)
    {
        yield return (path, members, before, after);
        if ((before ?? after) is not { } value || (before is not null && after is not null))
        {
            yield break;
        }

        IEnumerable<(string Path, string Members, JsonElement Value)> inner = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => (Join(path, member.Name), Join(members, member.Name), member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select((item, index) => ($"{path}[{index}]", members, item)),
            JsonValueKind.String when JsonText.Parse(value.GetString()!) is { } json => [(path, members, json)],
            _ => [],
        };
        foreach (var leaf in inner.SelectMany(each => Leaves(each.Path, each.Members, before is null ? null : each.Value, before is null ? each.Value : null)))
        {
            yield return leaf;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static Phrase Value(JsonElement? value) => value is { } some
        ? (Phrase)$"{VisibleText.Of(some.ValueKind == JsonValueKind.String ? some.GetString()! : PlanJson.Write(some), MostCharacters)}"
        : Phrase.Words("nothing");
}
