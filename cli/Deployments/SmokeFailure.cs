namespace Vignette.Cli.Deployments;

/// <summary>A smoke test found something wrong.</summary>
/// <param name="exitCode">One of <see cref="Commands.ExitCodes"/>.</param>
/// <param name="what">Completes “the gallery …”.</param>
/// <param name="look">Where to look, to complete “Look at …”.</param>
internal sealed class SmokeFailure(int exitCode, string what, string look, Exception? innerException = null) : Exception(GalleryException.OneLine(what), innerException)
{
    public int ExitCode { get; } = exitCode;

    public string Look { get; } = look;
}
