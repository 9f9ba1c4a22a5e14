namespace Vignette.Pipeline.Intake;

/// <summary>More bytes came than a file may have.</summary>
internal sealed class TooLargeException() : Exception("More bytes came than a file may have.");
