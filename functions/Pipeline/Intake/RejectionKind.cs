namespace Vignette.Pipeline.Intake;

/// <summary>Why a file is not taken.</summary>
public enum RejectionKind
{
    Empty,
    TooLarge,
    NotAnImage,
}
