namespace Vignette.Cli.Deployments.Ingest;

/// <summary>Tells a file from what stands in its place later: another content, or another file.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Nanoseconds, by the file system's clock.</param>
/// <param name="Number">Its number in the file system; 0 where that is not told.</param>
/// <param name="Device">The file system; 0 where that is not told.</param>
internal readonly record struct FileStamp(long Size, long Modified, ulong Number, ulong Device);
