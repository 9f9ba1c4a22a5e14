using Vignette.Schema;

namespace Vignette.Pipeline.Intake;

/// <summary>What became of a file.</summary>
public abstract record IntakeResult(string FileName)
{
    public sealed record Accepted(ImageId Id, string FileName) : IntakeResult(FileName);

    public sealed record Rejected(string FileName, RejectionKind Kind, string Reason) : IntakeResult(FileName);
}
