namespace Vignette.Gallery.Uploads;

/// <summary>The request itself is wrong, so that none of its files can be taken.</summary>
/// <param name="status">The response's status.</param>
/// <param name="message">Why, for the client.</param>
internal sealed class UploadFault(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status { get; } = status;
}
