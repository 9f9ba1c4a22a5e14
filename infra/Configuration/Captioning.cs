namespace Vignette.Infra.Configuration;

/// <summary>Who describes the images.</summary>
public enum Captioning
{
    /// <summary>Google's vision model.</summary>
    Gemini,

    /// <summary>The platform itself, by what can be read off the picture.</summary>
    Offline,
}
