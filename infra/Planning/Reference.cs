using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vignette.Planning;

/// <summary>
/// An output of another resource, which is only known once that is made: <c>${name.output}</c>. It may be a whole input or
/// stand within a longer text.
/// </summary>
/// <param name="Name">The other resource's logical name.</param>
/// <param name="Output">Its output, or a part of it: <c>arn</c>, <c>names[0]</c>, <c>domainValidationOptions[0].resourceRecordName</c>.</param>
public sealed partial record Reference(string Name, string Output)
{
    /// <summary>As it is written in a plan.</summary>
    public override string ToString() => $"${{{Name}.{Output}}}";

    /// <summary>Whether a text is one reference and nothing else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Reference? reference)
    {
        var match = text is null ? Match.Empty : Written().Match(text);
        reference = match.Success && match.Length == text!.Length ? Of(match) : null;
        return reference is not null;
    }

    /// <summary>The references in a text, each once, in order.</summary>
    /// <remarks>What IAM calls a policy variable, such as <c>${aws:username}</c>, is none.</remarks>
    public static IEnumerable<Reference> In(string text) => Written().Matches(text).Select(Of).Distinct();

    /// <summary>The references in a value and all that it has in it, each once, in order.</summary>
    public static IEnumerable<Reference> In(JsonElement value) => Texts(value).SelectMany(In).Distinct();

    /// <summary>A text in which each reference is replaced by something else.</summary>
    public static string Replace(string text, Func<Reference, string> by) => Written().Replace(text, match => by(Of(match)));

    private static Reference Of(Match match) => new(match.Groups["name"].Value, match.Groups["output"].Value);

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_-]+)\.(?<output>[A-Za-z]\w*(?:\[[0-9]+\]|\.[A-Za-z]\w*)*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
