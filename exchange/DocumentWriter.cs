using Vignette.Exchange.Archives;
using Vignette.Exchange.Spooling;

namespace Vignette.Exchange;

/// <summary>Writes a format that is one document: the document alone, or in a zip with the pictures.</summary>
internal sealed class DocumentWriter(IDocument document) : IDatasetWriter
{
    public const string PictureFolder = "images/";

    public string Extension(bool withPictures) => withPictures ? "zip" : document.Extension;

    public string MediaType(bool withPictures) => withPictures ? "application/zip" : document.MediaType;

    public async Task WriteAsync(IAsyncEnumerable<DatasetImage> images, IPictureSource? pictures, Stream output, CancellationToken cancellationToken)
    {
        if (pictures is null)
        {
            await document.WriteAsync(images, output, cancellationToken);
            return;
        }

        using var spool = await DatasetSpool.OfAsync(images, cancellationToken);
        await using var archive = new ArchiveWriter(output);
        await archive.AddAsync($"annotations.{document.Extension}", content => document.WriteAsync(spool, content, cancellationToken), cancellationToken);
        await archive.AddPicturesAsync(PictureFolder, spool.Read(), pictures, cancellationToken);
        await archive.CompleteAsync(cancellationToken);
    }
}
