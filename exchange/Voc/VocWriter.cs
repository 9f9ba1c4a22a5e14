using System.Globalization;
using System.Text;
using System.Xml;
using Vignette.Exchange.Archives;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.Voc;

/// <summary>
/// A zip with a document a picture in the layout of Pascal VOC. Boxes are whole pixels by custom, edges from 0; what they were
/// exactly stands beside them, with all else that VOC has no place for, in elements <c>vignette</c>.
/// </summary>
internal sealed class VocWriter : IDatasetWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, Async = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, OmitXmlDeclaration = true };

    public string Extension(bool withPictures) => "zip";

    public string MediaType(bool withPictures) => "application/zip";

    public async Task WriteAsync(IAsyncEnumerable<DatasetImage> images, IPictureSource? pictures, Stream output, CancellationToken cancellationToken)
    {
        using var spool = await DatasetSpool.OfAsync(images, cancellationToken);
        await using var archive = new ArchiveWriter(output);
        foreach (var image in spool.Read())
        {
            var name = $"{VocLayout.AnnotationFolder}{Path.GetFileNameWithoutExtension(image.Picture ?? image.FileName)}.xml";
            await archive.AddTextAsync(name, Document(image), cancellationToken);
        }

        if (pictures is not null)
        {
            await archive.AddPicturesAsync(VocLayout.PictureFolder, spool.Read(), pictures, cancellationToken);
        }

        await archive.CompleteAsync(cancellationToken);
    }

    private static string Document(DatasetImage image)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, Settings))
        {
            var (width, height) = image.Pixels;
            xml.WriteStartElement(VocLayout.Root);
            Write(xml, "folder", VocLayout.PictureFolder.TrimEnd('/'));
            Write(xml, "filename", image.Picture ?? image.FileName);
            xml.WriteStartElement("source");
            Write(xml, "database", "Vignette");
            xml.WriteEndElement();
            xml.WriteStartElement("size");
            Write(xml, "width", width);
            Write(xml, "height", height);
            Write(xml, "depth", 3);
            xml.WriteEndElement();
            Write(xml, "segmented", 0);
            WriteExtra(xml, image);
            foreach (var box in image.Boxes ?? [])
            {
                WriteBox(xml, box, width, height);
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteExtra(XmlWriter xml, DatasetImage image)
    {
        xml.WriteStartElement(VocLayout.Extra);
        Write(xml, "id", image.Id?.ToString());
        Write(xml, "name", image.FileName);
        Write(xml, "sha256", image.Sha256);
        Write(xml, "caption", image.Caption);
        if (image.Tags is { } tags)
        {
            xml.WriteStartElement("tags");
            foreach (var tag in tags)
            {
                Write(xml, "tag", tag);
            }

            xml.WriteEndElement();
        }

        Write(xml, "review", image.Review?.Code());
        xml.WriteEndElement();
    }

    private static void WriteBox(XmlWriter xml, DatasetBox box, int width, int height)
    {
        var (left, right) = VocPixels.Edges(box.Box.X, box.Box.Width, width);
        var (top, bottom) = VocPixels.Edges(box.Box.Y, box.Box.Height, height);
        xml.WriteStartElement("object");
        Write(xml, "name", box.Label);
        Write(xml, "pose", "Unspecified");
        Write(xml, "truncated", 0);
        Write(xml, "difficult", 0);
        xml.WriteStartElement("bndbox");
        Write(xml, "xmin", left);
        Write(xml, "ymin", top);
        Write(xml, "xmax", right);
        Write(xml, "ymax", bottom);
        xml.WriteEndElement();
        xml.WriteStartElement(VocLayout.Extra);
        Write(xml, "id", box.Id);
        Write(xml, "x", box.Box.X);
        Write(xml, "y", box.Box.Y);
        Write(xml, "width", box.Box.Width);
        Write(xml, "height", box.Box.Height);
        Write(xml, "confidence", box.Confidence);
        Write(xml, "origin", box.Origin?.Code());
        Write(xml, "author", box.Author);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, string? text)
    {
        if (text is not null)
        {
            xml.WriteElementString(name, VocText.Clean(text));
        }
    }

    private static void Write(XmlWriter xml, string name, IFormattable? number) => Write(xml, name, number?.ToString(null, CultureInfo.InvariantCulture));
}
