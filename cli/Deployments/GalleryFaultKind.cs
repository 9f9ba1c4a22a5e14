namespace Vignette.Cli.Deployments;

/// <summary>Why a gallery did not do what it was asked to, as far as whoever asked must tell it apart.</summary>
public enum GalleryFaultKind
{
    /// <summary>Nobody answers there, or not in time.</summary>
    Unreachable,

    /// <summary>It began to answer, or to take what was sent, and then the connection was lost.</summary>
    BrokeOff,

    /// <summary>Somebody answers who cannot prove to be whom the address names.</summary>
    CertificateUntrusted,

    /// <summary>Somebody answers who is no gallery.</summary>
    NotAGallery,

    /// <summary>The gallery is there and will not do it; asking again does not help.</summary>
    Refused,

    /// <summary>Something that is needed is away for now; asking again may help.</summary>
    Unavailable,
}
