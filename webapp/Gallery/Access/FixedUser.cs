namespace Vignette.Gallery.Access;

/// <summary>The one user of a gallery without sign-in.</summary>
public static class FixedUser
{
    public const string Name = "local";
}
