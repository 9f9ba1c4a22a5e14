using System.Globalization;
using System.Text;
using Vignette.Exchange.Archives;
using Vignette.Exchange.JsonLines;
using Vignette.Exchange.Spooling;

namespace Vignette.Exchange.Yolo;

/// <summary>
/// A zip of <c>data.yaml</c>, <c>labels/</c> and <c>images/</c>. What YOLO has no place for is in <c>vignette.jsonl</c>, which
/// other tools ignore. Boxes have all their digits.
/// </summary>
internal sealed class YoloWriter : IDatasetWriter
{
    public string Extension(bool withPictures) => "zip";

    public string MediaType(bool withPictures) => "application/zip";

    public async Task WriteAsync(IAsyncEnumerable<DatasetImage> images, IPictureSource? pictures, Stream output, CancellationToken cancellationToken)
    {
        using var spool = await DatasetSpool.OfAsync(images, cancellationToken);
        await using var archive = new ArchiveWriter(output);
        await archive.AddTextAsync(YoloLayout.Classes, YoloClasses.Write(spool.Labels), cancellationToken);
        var classes = spool.Labels.Select((label, number) => (label, number)).ToDictionary(StringComparer.Ordinal);
        foreach (var image in spool.Read())
        {
            await archive.AddTextAsync(YoloLayout.LabelsOf(image), Lines(image, classes), cancellationToken);
        }

        await archive.AddAsync(YoloLayout.Rest, content => new JsonLinesDocument(withBoxes: false).WriteAsync(spool, content, cancellationToken), cancellationToken);
        if (pictures is not null)
        {
            await archive.AddPicturesAsync(YoloLayout.PictureFolder, spool.Read(), pictures, cancellationToken);
        }

        await archive.CompleteAsync(cancellationToken);
    }

    private static string Lines(DatasetImage image, Dictionary<string, int> classes)
    {
        var lines = new StringBuilder();
        foreach (var box in image.Boxes ?? [])
        {
            var (x, y) = (box.Box.X + (box.Box.Width / 2), box.Box.Y + (box.Box.Height / 2));
            lines.Append(CultureInfo.InvariantCulture, $"{classes[box.Label]} {Digits(x)} {Digits(y)} {Digits(box.Box.Width)} {Digits(box.Box.Height)}\n");
        }

        return lines.ToString();
    }

    /// <summary>As many digits as the number has; never with an exponent, which not every tool reads.</summary>
    private static string Digits(double number) => number.ToString("0.#####################################", CultureInfo.InvariantCulture);
}
