namespace Vignette.Pipeline.Imaging;

/// <summary>A camera's name out of EXIF's Make and Model.</summary>
public static class CameraName
{
    private const int MaxLength = 64;

    /// <summary>
    /// Maker and model, the maker not said twice ("Canon" and "Canon EOS 5D" make "Canon EOS 5D"). Control characters and
    /// surplus blanks are removed, and what is longer than any real name is cut. Null where neither says anything.
    /// </summary>
    public static string? Of(string? make, string? model)
    {
        var (maker, name) = (Clean(make), Clean(model));
        if (name.Length == 0)
        {
            return maker.Length == 0 ? null : maker;
        }

        var brand = maker.Split(' ')[0];
        return brand.Length == 0 || name.StartsWith(brand, StringComparison.OrdinalIgnoreCase) ? name : $"{maker} {name}";
    }

    private static string Clean(string? text)
    {
        var readable = string.Concat((text ?? "").Take(4 * MaxLength).Select(c => char.IsControl(c) || c is '\uFFFD' || char.IsSurrogate(c) ? ' ' : c));
        var words = string.Join(' ', readable.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxLength ? words : words[..MaxLength].TrimEnd();
    }
}
