namespace Vignette.Cli.Deployments.Ingest;

/// <summary>A file is not what it was when it was read.</summary>
internal sealed class FileChangedException(string path) : IOException($"{path} was changed while it was read.");
