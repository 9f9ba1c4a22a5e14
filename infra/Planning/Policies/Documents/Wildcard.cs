using System.Text.RegularExpressions;

namespace Vignette.Planning.Policies.Documents;

/// <summary>What a policy means by <c>*</c> and <c>?</c>.</summary>
internal static class Wildcard
{
    public static bool IsIn(string pattern) => pattern.Contains('*', StringComparison.Ordinal) || pattern.Contains('?', StringComparison.Ordinal);

    /// <summary>Whether an action is meant by a pattern. Actions are the same in upper and lower case.</summary>
    public static bool Matches(string pattern, string action) => Regex.IsMatch(
        action,
        "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
