using Vignette.Pipeline.Imaging;
using Vignette.Schema;

namespace Vignette.Pipeline.Intake;

/// <summary>What became of a file.</summary>
public abstract record IntakeResult(string FileName)
{
    public sealed record Accepted(ImageId Id, string FileName) : IntakeResult(FileName);

    /// <summary>The client puts it into the store itself.</summary>
    /// <param name="Address">Where to.</param>
    /// <param name="ContentType">The Content-Type that it must name.</param>
    /// <param name="Expires">When the address ends.</param>
    public sealed record Announced(ImageId Id, string FileName, Uri Address, string ContentType, DateTimeOffset Expires) : IntakeResult(FileName);

    public sealed record Rejected(string FileName, RejectionKind Kind, string Reason) : IntakeResult(FileName)
    {
        internal static Rejected OfEmpty(string fileName) => new(fileName, RejectionKind.Empty, "The file is empty.");

        internal static Rejected OfNoPicture(string fileName) => new(fileName, RejectionKind.NotAnImage, PictureFaults.NotAPicture().Message);
    }
}
