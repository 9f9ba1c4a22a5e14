namespace Vignette.Cli.Deployments;

/// <summary>An image as a gallery's API tells it; what it tells besides is left out.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Filename">The name the file had.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Url">The image's page, without the gallery's address, as are all that follow.</param>
/// <param name="ThumbnailUrl">Null until the thumbnail task has completed.</param>
/// <param name="PreviewUrl">Null until the thumbnail task has completed.</param>
public sealed record RemoteImage(
    string Id,
    string Filename,
    long Size,
    RemoteTask Thumbnail,
    RemoteTask Annotation,
    string? Caption,
    RemotePicture? Picture,
    string Url,
    string? ThumbnailUrl,
    string? PreviewUrl,
    string OriginalUrl);
