using System.Globalization;

namespace Vignette.Pipeline.Imaging;

/// <summary>What is wrong with a picture, in the same words whatever engine found it.</summary>
public static class PictureFaults
{
    public static PermanentFault NotAPicture() => new("This is not a JPEG, PNG, GIF or WebP picture.");

    public static PermanentFault Damaged(ImageFormat format) => new($"This {format.DisplayName()} picture is damaged or cut off.");

    public static PermanentFault TakesTooMuchMemory() => new("This picture takes more memory to read than is set aside for one.");

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="maxPixels">How many are accepted.</param>
    public static PermanentFault TooManyPixels(int width, int height, long maxPixels) =>
        new(string.Create(CultureInfo.InvariantCulture, $"This picture is {width} × {height} pixels; at most {maxPixels / 1e6:0.##} megapixels are accepted."));
}
