using System.Diagnostics.CodeAnalysis;
using Vignette.Schema;

namespace Vignette.Exchange;

/// <summary>Makes pictures of what files say.</summary>
internal static class ImageReading
{
    private const int MaxSide = 1 << 24;
    private const int Sha256Length = 64;

    /// <param name="image">What is known however wrong the rest is.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryAdd(
        ref DatasetImage image,
        string? id,
        string? sha256,
        double? width,
        double? height,
        string? review,
        [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        ImageId known = default;
        if (!string.IsNullOrEmpty(id) && !ImageId.TryParse(id, out known))
        {
            problem = $"{Shown.Quoted(id)} is no picture's id: it has 32 lower-case hexadecimal digits.";
        }
        else if (!string.IsNullOrEmpty(sha256) && (sha256.Length != Sha256Length || !sha256.All(char.IsAsciiHexDigit)))
        {
            problem = "A SHA-256 has 64 hexadecimal digits.";
        }
        else if (!IsSide(width) || !IsSide(height))
        {
            problem = "Width and height are whole numbers of pixels.";
        }
        else if (!string.IsNullOrEmpty(review) && ReviewStates.Parse(review) is null)
        {
            problem = "A review state is unreviewed, in_progress or approved.";
        }
        else
        {
            image = image with
            {
                Id = string.IsNullOrEmpty(id) ? null : known,
                Sha256 = string.IsNullOrEmpty(sha256) ? null : sha256.ToLowerInvariant(),
                Width = width is > 0 ? (int)width : null,
                Height = height is > 0 ? (int)height : null,
                Review = ReviewStates.Parse(review),
            };
        }

        return problem is null;
    }

    private static bool IsSide(double? side) => side is null or (>= 0 and <= MaxSide) && (side is null || Math.Floor(side.Value) == side);
}
