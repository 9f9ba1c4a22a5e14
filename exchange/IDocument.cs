namespace Vignette.Exchange;

/// <summary>A format that is one document.</summary>
internal interface IDocument
{
    /// <summary>Without its dot.</summary>
    string Extension { get; }

    string MediaType { get; }

    Task WriteAsync(IAsyncEnumerable<DatasetImage> images, Stream output, CancellationToken cancellationToken);
}
