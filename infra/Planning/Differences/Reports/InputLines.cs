using System.Text.Json;

namespace Vignette.Planning.Differences.Reports;

/// <summary>A value that differs, as lines: before and after, and of a text of many lines those that differ.</summary>
internal static class InputLines
{
    private const int MostCharacters = 400;

    /// <summary>Lines of a text around those that differ.</summary>
    private const int Context = 1;

    public static IEnumerable<ReportLine> Of(InputDifference difference)
    {
        var (before, after) = (Text(difference.Before), Text(difference.After));
        return before is not null && after is not null && (before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal))
            ? [new(' ', difference.Path + ":"), .. TextLines(before.Split('\n'), after.Split('\n'))]
            : [.. Side('-', difference.Path, difference.Before), .. Side('+', difference.Path, difference.After)];
    }

    private static IEnumerable<ReportLine> Side(char sign, string path, JsonElement? value) =>
        value is { } some ? [new(sign, $"{path}: {VisibleText.Of(Text(some) ?? PlanJson.Write(some), MostCharacters)}")] : [];

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>What is the same at the beginning and at the end is left out, but for the lines next to what is not.</summary>
    private static IEnumerable<ReportLine> TextLines(string[] before, string[] after)
    {
        var least = Math.Min(before.Length, after.Length);
        var start = Enumerable.Range(0, least).TakeWhile(at => before[at] == after[at]).Count();
        var end = Enumerable.Range(1, least - start).TakeWhile(at => before[^at] == after[^at]).Count();
        return
        [
            .. before[Math.Max(0, start - Context)..start].Select(line => Line(' ', line)),
            .. before[start..^end].Select(line => Line('-', line)),
            .. after[start..^end].Select(line => Line('+', line)),
            .. before[^end..Math.Min(before.Length, before.Length - end + Context)].Select(line => Line(' ', line)),
        ];
    }

    private static ReportLine Line(char sign, string text) => new(sign, VisibleText.Of(text, MostCharacters));
}
