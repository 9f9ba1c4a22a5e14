using System.Collections.Immutable;
using Vignette.Planning.Differences.Reports;
using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Differences;

/// <summary>Somebody may do more or less than before.</summary>
/// <param name="Gains">Whether it is more: also where something is no longer denied, or under fewer conditions.</param>
/// <param name="Who">The logical name of a role or a function, or a principal of a policy, such as <c>Service lambda.amazonaws.com</c>.</param>
/// <param name="Actions">Such as <c>s3:GetObject</c>, as the policy has them.</param>
/// <param name="Resources">What it is about, as the policy has it.</param>
/// <param name="Holder">The logical name of the resource whose policy says so.</param>
/// <param name="Denies">Whether it is a refusal that comes or goes.</param>
/// <param name="Condition">When, as the policy has it; null for always.</param>
/// <param name="IsNew">Whether the holder is there on one side alone.</param>
public sealed record AccessChange(
    bool Gains,
    string Who,
    ImmutableArray<string> Actions,
    ImmutableArray<string> Resources,
    string Holder,
    bool Denies,
    string? Condition,
    bool IsNew)
{
    private const int MostListed = 4;

    /// <summary>Whether it is about everybody, without a condition.</summary>
    public bool IsForEverybody { get; init; }

    /// <summary>Whether it is about actions that are not named one by one.</summary>
    public bool IsBroad => Actions.Any(Wildcard.IsIn);

    /// <summary>In words.</summary>
    public Phrase Sentence
    {
        get
        {
            var who = IsForEverybody ? Phrase.Loud("everybody") : (Phrase)$"{Who}";
            var verb = Phrase.Words((Gains, Denies) switch
            {
                (true, false) => " gains ",
                (true, true) => " is no longer denied ",
                (false, false) => " loses ",
                (false, true) => " is denied ",
            });
            var on = Resources.IsEmpty ? Phrase.Nothing : (Phrase)$" on {Phrase.List(Resources, MostListed)}";
            var when = Condition is null ? Phrase.Nothing : (Phrase)$" where {Condition}";
            return $"{who}{verb}{Phrase.List(Actions, MostListed)}{on}{when}";
        }
    }
}
