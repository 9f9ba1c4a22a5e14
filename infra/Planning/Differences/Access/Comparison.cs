using System.Collections.Immutable;
using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Differences.Access;

/// <summary>A key of a request that is compared with values.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"/>
internal sealed record Comparison(string Operator, string Key, ImmutableArray<string> Values)
{
    private bool IsNegated => Operator.Contains("Not", StringComparison.Ordinal);

    private bool HasWildcards => Operator.Contains("Like", StringComparison.Ordinal) || Operator.Contains("Arn", StringComparison.Ordinal);

    /// <summary>Whether it holds whenever the other one does: one of more values is enough, and of negated ones all have to be another.</summary>
    public bool IsImpliedBy(Comparison other) => Operator == other.Operator && string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase)
        && (IsNegated ? Values.All(value => other.Values.Any(mine => Means(mine, value))) : other.Values.All(value => Values.Any(mine => Means(mine, value))));

    public override string ToString() => $"{Operator} {Key} {string.Join(" or ", Values.Order(StringComparer.Ordinal))}";

    private bool Means(string pattern, string value) => HasWildcards ? Wildcard.Covers(pattern, value, ignoreCase: false) : pattern == value;
}
