namespace Vignette.Exchange;

/// <summary>Writes pictures and their annotations in one format, in memory that does not grow with them.</summary>
public interface IDatasetWriter
{
    /// <summary>The ending of a file's name, without its dot.</summary>
    string Extension(bool withPictures);

    string MediaType(bool withPictures);

    /// <param name="images">Walked once.</param>
    /// <param name="pictures">Where the pictures themselves are, or null to leave them out.</param>
    /// <param name="output">Is only written to, forwards, and never synchronously.</param>
    Task WriteAsync(IAsyncEnumerable<DatasetImage> images, IPictureSource? pictures, Stream output, CancellationToken cancellationToken);
}
