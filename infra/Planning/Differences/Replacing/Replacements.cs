using System.Collections.Immutable;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Differences.Replacing;

/// <summary>
/// Which resources of both plans are made anew: those with a difference that forces it, and those with an input that forces it
/// and is an output of one that is made anew, and so on.
/// </summary>
internal sealed class Replacements
{
    /// <summary>Every resource is in a region, but for those of services that have none.</summary>
    private const string Region = "region";

    private static readonly string[] WithoutRegion = ["aws:iam/", "aws:route53/", "aws:budgets/"];

    private readonly Dictionary<string, ImmutableArray<string>> _through = [];

    /// <param name="differences">Of the resources of both plans, by name, what differs in their inputs.</param>
    public Replacements(ImmutableArray<(PlannedResource Before, PlannedResource After)> pairs, IReadOnlyDictionary<string, ImmutableArray<InputDifference>> differences)
    {
        var moves = pairs.Any(pair => pair.After.Type == AwsTypes.Provider && differences[pair.After.Name].Any(difference => difference.Path == Region));
        foreach (var (_, after) in pairs)
        {
            if (differences[after.Name].Any(difference => Forces(after.Type, difference)) || (moves && HasRegion(after.Type)))
            {
                _through.Add(after.Name, []);
            }
        }

        for (var count = -1; count != _through.Count;)
        {
            count = _through.Count;
            foreach (var (_, after) in pairs)
            {
                if (!_through.ContainsKey(after.Name) && Through(after) is { IsEmpty: false } inputs)
                {
                    _through.Add(after.Name, inputs);
                }
            }
        }
    }

    public static bool Forces(string type, InputDifference difference) =>
        (ReplacementRules.Of(type)?.Has(difference) ?? false) || (difference.Path == Region && type != AwsTypes.Provider && HasRegion(type));

    public bool Has(string name) => _through.ContainsKey(name);

    /// <summary>The inputs by which others that are made anew force one to be, too; none where it differs itself.</summary>
    public ImmutableArray<string> ThroughOf(string name) => _through.GetValueOrDefault(name, []);

    /// <summary>The resources that one refers to and that are made anew.</summary>
    public IEnumerable<string> ReferredBy(PlannedResource resource) => resource.References.Select(reference => reference.Name).Distinct().Where(Has);

    private static bool HasRegion(string type) => type.StartsWith("aws:", StringComparison.Ordinal) && !WithoutRegion.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal));

    private ImmutableArray<string> Through(PlannedResource resource) => ReplacementRules.Of(resource.Type) is { } rule
        ? [.. rule.Inputs.Where(input => resource[input] is { } value && Reference.In(value).Any(reference => Has(reference.Name)))]
        : [];
}
