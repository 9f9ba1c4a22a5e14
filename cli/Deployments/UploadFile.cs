namespace Vignette.Cli.Deployments;

/// <summary>A file to send to a gallery.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Key">Names the upload: under the same key the gallery takes it in once, however often it is sent. At most 200 characters.</param>
/// <param name="Open">Opens its content, from the beginning, once for each try.</param>
public sealed record UploadFile(string Name, long Size, string Key, Func<Stream> Open);
