namespace Vignette.Schema;

/// <summary>The words that addresses, files and the API have for <see cref="Visibility"/>.</summary>
public static class Visibilities
{
    public static string Code(this Visibility visibility) => visibility == Visibility.Shared ? "shared" : "private";

    /// <summary>Null for anything else.</summary>
    public static Visibility? Parse(string? code) => code switch
    {
        "private" => Visibility.Private,
        "shared" => Visibility.Shared,
        _ => null,
    };
}
