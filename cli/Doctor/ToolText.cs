using System.Globalization;
using System.Text.RegularExpressions;

namespace Vignette.Cli.Doctor;

/// <summary>What is made of what tools print, whatever they print.</summary>
internal static partial class ToolText
{
    private const int MaxLength = 200;

    /// <summary>The first line that says something, without control characters and of a bearable length.</summary>
    public static string Line(string text)
    {
        var line = text.Split('\n').Select(line => Controls().Replace(line, " ").Trim()).FirstOrDefault(line => line.Length > 0) ?? "it printed nothing";
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }

    /// <summary>The first version in a text; null where there is none.</summary>
    public static Version? Version(string text) =>
        VersionNumber().Match(text) is { Success: true } match && System.Version.TryParse(match.Value, out var version) ? version : null;

    public static string Gibibytes(long bytes) => $"{((double)bytes / (1 << 30)).ToString("0.#", CultureInfo.InvariantCulture)} GiB";

    [GeneratedRegex(@"(\e\[[0-9;]*[A-Za-z]|[\p{Cc}\p{Cf}\s])+", RegexOptions.ExplicitCapture)]
    private static partial Regex Controls();

    [GeneratedRegex(@"(?<![0-9.])[0-9]{1,5}\.[0-9]{1,5}(\.[0-9]{1,5})?", RegexOptions.ExplicitCapture)]
    private static partial Regex VersionNumber();
}
