using System.Globalization;

namespace Vignette.Exchange;

/// <summary>What a file says, put into messages: short, on one line.</summary>
internal static class Shown
{
    private const int MaxLength = 60;

    public static string Name(string text)
    {
        var clean = new string([.. text.Take(MaxLength + 1).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character)]);
        return clean.Length > MaxLength ? clean[..MaxLength] + "…" : clean;
    }

    public static string Quoted(string text) => $"“{Name(text)}”";

    /// <summary>The last part of a path, as a picture's name.</summary>
    public static string FileName(string path) => Pipeline.Intake.FileName.Clean(path);

    public static string Line(string? file, long line) =>
        string.Create(CultureInfo.InvariantCulture, $"{(file is null ? "" : Name(file) + " ")}line {line}");
}
