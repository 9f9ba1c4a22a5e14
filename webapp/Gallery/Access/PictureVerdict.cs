namespace Vignette.Gallery.Access;

/// <summary>Whether somebody may do something with a certain image.</summary>
internal enum PictureVerdict
{
    Allowed,

    /// <summary>They must not even learn that it is there.</summary>
    Hidden,

    /// <summary>They see it, but it is another's.</summary>
    NotOwn,
}
