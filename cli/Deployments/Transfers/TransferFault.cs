using Vignette.Cli.Commands;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>What a transfer that failed tells people and shells.</summary>
internal static class TransferFault
{
    /// <summary>Whether it is something that people can do something about.</summary>
    public static bool IsKnown(Exception fault) => fault is GalleryException or IOException or UnauthorizedAccessException or OperationCanceledException;

    public static string Message(Exception fault, Uri gallery) => fault switch
    {
        GalleryException broken => $"{gallery.GetLeftPart(UriPartial.Authority)} {broken.Message.TrimEnd('.')}.",
        OperationCanceledException => "Stopped.",
        _ => fault.Message,
    };

    public static int ExitCode(Exception fault) => fault switch
    {
        GalleryException { Kind: var kind } => kind switch
        {
            GalleryFaultKind.Unreachable => ExitCodes.Unreachable,
            GalleryFaultKind.CertificateUntrusted => ExitCodes.CertificateUntrusted,
            GalleryFaultKind.NotAGallery => ExitCodes.NotAGallery,
            GalleryFaultKind.BrokeOff => ExitCodes.BrokeOff,
            _ => ExitCodes.Refused,
        },
        OperationCanceledException => ExitCodes.Failure,
        _ => ExitCodes.FileTrouble,
    };
}
