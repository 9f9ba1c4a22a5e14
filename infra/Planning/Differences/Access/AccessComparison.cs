using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Access;

/// <summary>Who may do more or less in one plan than in another. What is only written in another way is neither.</summary>
internal static class AccessComparison
{
    public static ImmutableArray<AccessChange> Between(Plan before, Plan after)
    {
        var (old, now) = (Grants.Of(before), Grants.Of(after));
        return
        [
            .. Changes(now.Where(grant => !IsIn(old, grant)), isMore: true, grant => before.Find(grant.Holder) is null)
                .Concat(Changes(old.Where(grant => !IsIn(now, grant)), isMore: false, grant => after.Find(grant.Holder) is null))
                .OrderByDescending(change => change.Gains).ThenBy(change => change.IsNew)
                .ThenBy(change => change.Who, StringComparer.Ordinal).ThenBy(change => change.Holder, StringComparer.Ordinal)
                .ThenBy(change => change.Sentence.ToString(), StringComparer.Ordinal),
        ];
    }

    private static bool IsIn(IReadOnlyList<Grant> grants, Grant other) => grants.Any(grant => grant.Covers(other));

    /// <summary>Together what is the same but for the actions, and then what is the same but for the resources.</summary>
    private static IEnumerable<AccessChange> Changes(IEnumerable<Grant> grants, bool isMore, Func<Grant, bool> isNew) =>
        from grant in grants
        // A refusal to somebody who is not there takes nothing away, nor does its end give anything.
        where !(grant.Denies && isNew(grant))
        group grant by (grant.Holder, grant.Who, grant.Denies, grant.Condition, Resource: grant.Resource?.ToString()) into alike
        let actions = alike.Select(grant => grant.Action.ToString()).Distinct().Order(StringComparer.Ordinal).ToImmutableArray()
        group (alike.Key, Actions: actions, First: alike.First()) by (alike.Key.Holder, alike.Key.Who, alike.Key.Denies, alike.Key.Condition, string.Join('\n', actions)) into same
        let first = same.First()
        select new AccessChange(
            Gains: isMore != first.Key.Denies,
            first.Key.Who,
            first.Actions,
            [.. same.Select(each => each.Key.Resource ?? (first.Key.Who == first.Key.Holder ? null : first.Key.Holder)).OfType<string>().Order(StringComparer.Ordinal)],
            first.Key.Holder,
            first.Key.Denies,
            first.Key.Condition,
            isNew(first.First))
        {
            IsForEverybody = first.Key is { Who: Grant.Everybody, Denies: false, Condition: null },
        };
}
