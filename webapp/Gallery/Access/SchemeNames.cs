namespace Vignette.Gallery.Access;

/// <summary>The authentication schemes.</summary>
internal static class SchemeNames
{
    /// <summary>Picks one of the others by what the request has.</summary>
    public const string Any = "any";

    public const string Nobody = "nobody";

    public const string Session = "session";

    public const string Token = "token";

    public const string FixedUser = "fixed";
}
