namespace Vignette.Cli.Deployments.Ingest;

/// <summary>The gallery was away for longer than anybody waits.</summary>
/// <param name="fault">What it did last.</param>
internal sealed class GalleryAwayException(GalleryException fault) : Exception(fault.Message, fault)
{
    public GalleryException Fault { get; } = fault;
}
