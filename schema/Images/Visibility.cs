namespace Vignette.Schema;

/// <summary>Who sees an image besides its owner and administrators. The numbers are in the catalog.</summary>
public enum Visibility
{
    /// <summary>Nobody.</summary>
    Private = 0,

    /// <summary>Everybody who is signed in.</summary>
    Shared = 1,
}
