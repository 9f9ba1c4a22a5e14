using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.Voc;

/// <summary>
/// Reads a zip of documents in the layout of Pascal VOC, wherever in it they are. Where pixels and the exact numbers beside them
/// do not agree, somebody moved the box: the pixels count.
/// </summary>
internal sealed class VocReader : IDatasetReader
{
    private const int MaxDepth = 16;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    public async Task ReadAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken)
    {
        if (file.Archive is not { } archive)
        {
            throw new DatasetException("Pascal VOC is a zip with an .xml file for each picture.");
        }

        foreach (var name in archive.Names.Where(name => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            var place = Shown.Name(name);
            if (Parse(await archive.ReadAsync(name, cancellationToken), out var problem) is { } root)
            {
                Add(root, name, place, file, stage);
            }
            else
            {
                stage.Refuse(key: null, place, problem);
            }
        }

        if (stage.Count == 0)
        {
            throw new DatasetException(stage.Problems.Count > 0
                ? $"There is no document of Pascal VOC in the zip. {stage.Problems[0].Place}: {stage.Problems[0].Reason}"
                : "There is no .xml file in the zip.");
        }
    }

    private static XElement? Parse(byte[] bytes, out string problem)
    {
        problem = $"The document is no <{VocLayout.Root}>.";
        try
        {
            using (var depth = XmlReader.Create(new MemoryStream(bytes), Settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaxDepth)
                    {
                        problem = $"The document is more than {MaxDepth} deep.";
                        return null;
                    }
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(bytes), Settings);
            var root = XDocument.Load(reader).Root;
            return root?.Name.LocalName == VocLayout.Root ? root : null;
        }
        catch (XmlException fault)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"The document is no whole XML, from line {fault.LineNumber} on. Document types and entities are not taken.");
            return null;
        }
    }

    private static void Add(XElement root, string name, string place, DatasetFile file, DatasetStage stage)
    {
        var extra = root.Element(VocLayout.Extra);
        var size = root.Element("size");
        var picture = Text(root, "filename") ?? "";
        var image = new DatasetImage
        {
            FileName = Shown.FileName(Text(extra, "name") ?? (picture.Length > 0 ? picture : Path.GetFileNameWithoutExtension(name))),
            Picture = file.FindPicture(picture),
            Caption = Text(extra, "caption"),
            Tags = extra?.Element("tags")?.Elements("tag").Select(tag => tag.Value).ToArray(),
            Boxes = [],
        };
        var isWhole = ImageReading.TryAdd(
            ref image, Text(extra, "id"), Text(extra, "sha256"), Number(size, "width"), Number(size, "height"), Text(extra, "review"), out var problem);
        stage.AddImage(name, image, place);
        if (!isWhole)
        {
            stage.Refuse(name, place, problem!);
            return;
        }

        var index = 0;
        foreach (var found in root.Elements("object"))
        {
            AddBox(found, image, name, string.Create(CultureInfo.InvariantCulture, $"{place} object[{index++}]"), stage);
        }
    }

    private static void AddBox(XElement found, DatasetImage image, string key, string place, DatasetStage stage)
    {
        if (image is not { Width: { } across, Height: { } down })
        {
            stage.Refuse(key, place, "The document has no size, without which pixels say nothing.");
            return;
        }

        var pixels = found.Element("bndbox");
        var (left, top) = (Required(pixels, "xmin"), Required(pixels, "ymin"));
        var (right, bottom) = (Required(pixels, "xmax"), Required(pixels, "ymax"));
        if (BoxReading.Of(left / across, top / down, (right - left) / across, (bottom - top) / down, 1.0 / across, 1.0 / down) is not { } bounds)
        {
            stage.Refuse(key, place, string.Create(CultureInfo.InvariantCulture, $"A box is not empty and lies in the picture of {across} × {down} pixels: xmin, ymin, xmax and ymax."));
            return;
        }

        var extra = found.Element(VocLayout.Extra);
        var box = new DatasetBox(Text(found, "name") ?? "", bounds) { Rounding = DatasetBox.Exact + (0.5 / Math.Min(across, down)) };
        if (Exact(extra) is { } exact && VocPixels.Edges(exact.X, exact.Width, across) == (left, right) && VocPixels.Edges(exact.Y, exact.Height, down) == (top, bottom))
        {
            box = new DatasetBox(box.Label, exact);
        }

        if (BoxReading.TryAdd(ref box, Text(extra, "id"), Number(extra, "confidence"), Text(extra, "origin"), Text(extra, "author"), out var problem))
        {
            stage.AddBox(key, box, place);
        }
        else
        {
            stage.Refuse(key, place, problem);
        }
    }

    private static BoundingBox? Exact(XElement? extra) =>
        extra is null ? null : BoxReading.Of(Required(extra, "x"), Required(extra, "y"), Required(extra, "width"), Required(extra, "height"));

    private static string? Text(XElement? parent, string name) => parent?.Element(name)?.Value;

    /// <summary>Null where there is no such element; what is there and no number is none of the allowed ones.</summary>
    private static double? Number(XElement? parent, string name) =>
        Text(parent, name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : double.NaN;

    private static double Required(XElement? parent, string name) => Number(parent, name) ?? double.NaN;
}
