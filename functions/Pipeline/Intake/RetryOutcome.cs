namespace Vignette.Pipeline.Intake;

/// <summary>What came of asking for a retry.</summary>
public enum RetryOutcome
{
    Started,

    /// <summary>No task of the image has failed.</summary>
    NothingFailed,

    NotFound,
}
