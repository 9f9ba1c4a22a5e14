namespace Vignette.Exchange;

/// <summary>Where the pictures of a data set are.</summary>
public interface IPictureSource
{
    /// <summary>The picture's bytes, which the caller disposes; null where they are gone.</summary>
    Task<Stream?> OpenAsync(DatasetImage image, CancellationToken cancellationToken);
}
