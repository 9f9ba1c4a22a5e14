using Vignette.Pipeline.Intake;

namespace Vignette.Gallery.Uploads;

/// <summary>What became of the files of a request.</summary>
internal sealed record UploadOutcome(IReadOnlyList<IntakeResult.Accepted> Accepted, IReadOnlyList<IntakeResult.Rejected> Rejected);
