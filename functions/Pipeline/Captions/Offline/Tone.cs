namespace Vignette.Pipeline.Captions.Offline;

/// <summary>How light a picture is on the whole.</summary>
internal enum Tone
{
    VeryDark,
    Dark,
    Medium,
    Bright,
    VeryBright,
}
