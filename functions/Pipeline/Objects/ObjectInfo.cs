namespace Vignette.Pipeline.Objects;

/// <summary>An object without its content.</summary>
/// <param name="ETag">Changes whenever the content does; without quotes.</param>
/// <param name="Size">Bytes.</param>
public sealed record ObjectInfo(string Key, string ETag, long Size, DateTimeOffset LastModified);
