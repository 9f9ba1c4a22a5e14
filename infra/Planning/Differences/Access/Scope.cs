using System.Collections.Immutable;
using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Differences.Access;

/// <summary>What a statement is about: what a pattern means, or everything but what some patterns mean.</summary>
internal sealed class Scope
{
    private readonly bool _isAllBut;
    private readonly bool _ignoresCase;
    private readonly ImmutableArray<string> _patterns;

    private Scope(bool isAllBut, bool ignoresCase, ImmutableArray<string> patterns) => (_isAllBut, _ignoresCase, _patterns) = (isAllBut, ignoresCase, patterns);

    /// <summary>Each pattern by itself, so that what is gained and lost is said pattern by pattern; everything but the others together.</summary>
    /// <param name="ignoresCase">Actions are the same in upper and lower case; resources are not.</param>
    public static IEnumerable<Scope> Of(IReadOnlyList<string> patterns, IReadOnlyList<string> others, bool ignoresCase) =>
        others.Count > 0 ? [new(isAllBut: true, ignoresCase, [.. others])] : patterns.Select(pattern => new Scope(isAllBut: false, ignoresCase, [pattern]));

    public static Scope Of(string pattern, bool ignoresCase = true) => new(isAllBut: false, ignoresCase, [pattern]);

    /// <summary>Whether all that the other one is about is in this.</summary>
    public bool Covers(Scope other) => (_isAllBut, other._isAllBut) switch
    {
        (false, false) => other._patterns.All(pattern => Means(_patterns, pattern)),
        (false, true) => _patterns.Contains("*"),
        (true, true) => _patterns.All(pattern => Means(other._patterns, pattern)),
        // A pattern that only overlaps with what is left out is not covered.
        (true, false) => !_patterns.Any(left => other._patterns.Any(pattern => Overlap(left, pattern))),
    };

    public override string ToString() => (_isAllBut ? "all but " : "") + string.Join(", ", _patterns);

    private bool Means(ImmutableArray<string> patterns, string other) => patterns.Any(pattern => Wildcard.Covers(pattern, other, _ignoresCase));

    /// <summary>Two patterns that both have wildcards may always mean something in common, unless they begin differently.</summary>
    private bool Overlap(string a, string b)
    {
        var comparison = _ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var (start, other) = (a.Split('*', '?')[0], b.Split('*', '?')[0]);
        return Wildcard.Covers(a, b, _ignoresCase) || Wildcard.Covers(b, a, _ignoresCase)
            || (Wildcard.IsIn(a) && Wildcard.IsIn(b) && (start.StartsWith(other, comparison) || other.StartsWith(start, comparison)));
    }
}
