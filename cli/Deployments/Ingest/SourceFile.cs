namespace Vignette.Cli.Deployments.Ingest;

/// <summary>A file that was found.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Relative">Below the source that it was found in.</param>
/// <param name="IsLink">Whether the path is a symbolic link to a file.</param>
internal sealed record SourceFile(string Path, string Relative, bool IsLink)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The names of the folders between the source and the file.</summary>
    public IEnumerable<string> Folders => (System.IO.Path.GetDirectoryName(Relative) ?? "").Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
