namespace Vignette.Pipeline.Captions.Offline;

/// <summary>How much happens from one place of a picture to the next.</summary>
internal enum Texture
{
    /// <summary>Next to nothing.</summary>
    Even,
    Soft,

    /// <summary>As in most pictures: nothing to speak of.</summary>
    Plain,
    Fine,
}
