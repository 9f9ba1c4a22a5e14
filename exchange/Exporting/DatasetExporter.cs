using System.Runtime.CompilerServices;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Exporting;

/// <summary>Writes what a search finds, in memory that does not grow with it.</summary>
public sealed class DatasetExporter(ImageReader images, ImageStores stores)
{
    /// <param name="selection">All of it, whatever the limit of its query is.</param>
    /// <param name="output">Is only written to, forwards, and never synchronously.</param>
    public Task WriteAsync(DatasetFormat format, DatasetSelection selection, bool withPictures, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var details = selection.Ids is { } ids ? WalkAsync(ids, cancellationToken) : images.WalkAsync(selection.Query, cancellationToken);
        return format.Writer().WriteAsync(details.Select(Of), withPictures ? new OriginalPictures(images, stores.Originals) : null, output, cancellationToken);
    }

    /// <summary>An image as data sets have it.</summary>
    public static DatasetImage Of(ImageDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        var image = details.Image;
        return new DatasetImage
        {
            Id = image.Id,
            FileName = image.FileName,
            Picture = $"{image.Id}.{Ending(image.ContentType)}",
            Sha256 = image.Sha256,
            Width = image.Picture?.Width,
            Height = image.Picture?.Height,
            Caption = image.Caption,
            Tags = details.Tags,
            Review = image.Review,
            Boxes = [.. details.Boxes.Select(box => new DatasetBox(box.Label, box.Box) { Id = box.Id, Confidence = box.Confidence, Origin = box.Origin, Author = box.Author })],
        };
    }

    private async IAsyncEnumerable<ImageDetails> WalkAsync(IReadOnlyList<ImageId> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            if (await images.DetailsAsync(id, cancellationToken) is { } details)
            {
                yield return details;
            }
        }
    }

    private static string Ending(string contentType) => contentType["image/".Length..] is "jpeg" ? "jpg" : contentType["image/".Length..];
}
