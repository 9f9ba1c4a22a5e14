namespace Vignette.Cli.Deployments;

/// <summary>How a smoke test went.</summary>
/// <param name="ExitCode">One of <see cref="Commands.ExitCodes"/>.</param>
/// <param name="FailedStep">Null where nothing failed.</param>
/// <param name="Message">One line: what happened and, where something failed, where to look.</param>
/// <param name="ImageId">Null where no picture was taken.</param>
/// <param name="ThumbnailSeconds">From the upload's end until the thumbnail was seen; null where it was not.</param>
/// <param name="CaptionSeconds">Likewise.</param>
public sealed record SmokeResult(int ExitCode, SmokeStep? FailedStep, string Message, string? ImageId, double? ThumbnailSeconds, double? CaptionSeconds);
