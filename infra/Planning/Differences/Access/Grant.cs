using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Access;

/// <summary>One thing that a policy allows or denies.</summary>
/// <param name="Holder">The logical name of the resource whose policy it is.</param>
/// <param name="Who">Who may do it: the holder itself, or a principal.</param>
/// <param name="Resource">Null where it is about the holder.</param>
internal sealed record Grant(string Holder, string Who, bool Denies, Scope Action, Scope? Resource, ImmutableArray<Comparison> Conditions)
{
    public const string Everybody = "*";

    /// <summary>When it holds; null for always.</summary>
    public string? Condition => Conditions.IsEmpty ? null : string.Join(" and ", Conditions.Select(condition => condition.ToString()).Order(StringComparer.Ordinal));

    /// <summary>Whether whatever the other one allows or denies is allowed or denied by this.</summary>
    public bool Covers(Grant other) => Holder == other.Holder && Denies == other.Denies && (Who == other.Who || Who == Everybody)
        && Action.Covers(other.Action)
        && (Resource is null ? other.Resource is null : other.Resource is not null && Resource.Covers(other.Resource))
        && Conditions.All(condition => other.Conditions.Any(condition.IsImpliedBy));
}
