using System.Globalization;

namespace Vignette.Pipeline.Imaging;

/// <summary>A moment as EXIF writes it: <c>2014:05:04 10:11:12</c>, the camera's local time (EXIF 2.32, 4.6.5, DateTime).</summary>
public static class ExifDate
{
    // The first photograph is of 1826; a year before it is a clock that was never set.
    private const int FirstYear = 1826;

    /// <summary>Null for anything that is not such a moment.</summary>
    public static DateTime? Parse(string? text) =>
        DateTime.TryParseExact(text?.Trim(' ', '\0'), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year >= FirstYear
            ? moment
            : null;
}
