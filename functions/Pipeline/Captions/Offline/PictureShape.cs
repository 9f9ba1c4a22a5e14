namespace Vignette.Pipeline.Captions.Offline;

/// <summary>A picture's proportions.</summary>
internal enum PictureShape
{
    /// <summary>At least twice as wide as high.</summary>
    Panorama,
    Landscape,

    /// <summary>Within a twentieth.</summary>
    Square,
    Portrait,

    /// <summary>At least twice as high as wide.</summary>
    Tall,
}
