using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vignette.Schema;

/// <summary>A labelled object in a picture, as a model found it: a suggestion until a person decides.</summary>
/// <param name="Label">What it is, in a word or two.</param>
/// <param name="Confidence">0 to 1, or null where its author gave none.</param>
/// <param name="Box">Where it is.</param>
public sealed record DetectedObject(string Label, double? Confidence, BoundingBox Box)
{
    /// <summary>
    /// Its id in that picture, 32 lower-case hexadecimal digits: made of what it says, so that the same finding has the
    /// same id whenever and by whichever program it was written.
    /// </summary>
    public string IdIn(ImageId image)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{image}\n{Confidence:R}\n{Box.X:R} {Box.Y:R} {Box.Width:R} {Box.Height:R}\n{Label}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
