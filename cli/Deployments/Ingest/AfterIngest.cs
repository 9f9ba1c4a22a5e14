namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What happens to a file once the gallery has it for certain.</summary>
internal enum AfterIngest
{
    Keep,
    Move,
    Delete,
}
