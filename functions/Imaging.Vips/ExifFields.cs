using System.Text.RegularExpressions;

namespace Vignette.Imaging.Vips;

/// <summary>
/// EXIF fields as libvips writes them: the value, then in brackets the value again, its type and its length, as in
/// <c>Canon (Canon, ASCII, 6 components, 6 bytes)</c>.
/// </summary>
internal static partial class ExifFields
{
    /// <summary>The field's value; null where the picture has none that is text.</summary>
    public static string? Exif(this VipsImage image, string field) => ValueOf(image.Text(field));

    /// <summary>The value within what libvips says.</summary>
    public static string? ValueOf(string? text)
    {
        if (text is null || Ending().Match(text) is not { Success: true } ending)
        {
            return null;
        }

        var twice = text[..ending.Index];
        var half = (twice.Length - Between.Length) / 2;
        return half > 0 && twice[half..].StartsWith(Between, StringComparison.Ordinal) ? twice[..half] : twice.Split(Between)[0];
    }

    private const string Between = " (";

    [GeneratedRegex(@", ASCII, \d+ components, \d+ bytes\)\s*\z")]
    private static partial Regex Ending();
}
