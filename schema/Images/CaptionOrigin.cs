namespace Vignette.Schema;

/// <summary>Who wrote a caption, a tag or an object, so that nobody takes one for the other.</summary>
public enum CaptionOrigin
{
    /// <summary>Read off the pixels and the EXIF by the program itself, without a model.</summary>
    Offline,

    /// <summary>Written by a vision model.</summary>
    Model,

    /// <summary>Written by a person.</summary>
    Person,
}
