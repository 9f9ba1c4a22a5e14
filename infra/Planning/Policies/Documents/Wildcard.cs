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

    /// <summary>Whether all that one pattern means is meant by another. It may say no where they are written in very different ways.</summary>
    public static bool Covers(string pattern, string other, bool ignoreCase)
    {
        bool Same(char a, char b) => ignoreCase ? char.ToLowerInvariant(a) == char.ToLowerInvariant(b) : a == b;

        // What follows the last * is tried at every place; nothing but a * stands for a *.
        var (at, star, from) = (0, -1, 0);
        for (var next = 0; next < other.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, from) = (at++, next);
            }
            else if (at < pattern.Length && (pattern[at] == '?' ? other[next] != '*' : Same(pattern[at], other[next])))
            {
                (at, next) = (at + 1, next + 1);
            }
            else if (star >= 0)
            {
                (at, next) = (star + 1, ++from);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].All(character => character == '*');
    }
}
