namespace Vignette.Gallery.Access;

/// <summary>What an image that an address names must be to who asks.</summary>
internal enum PictureRule
{
    /// <summary>The endpoint reads it through <see cref="VisibleImages"/>, which do not show what is not to be seen.</summary>
    Shown,

    /// <summary>One that they see.</summary>
    Seen,

    /// <summary>Their own, or any for who manages all.</summary>
    Own,
}
