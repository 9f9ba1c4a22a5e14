using System.Globalization;
using System.Text;
using Vignette.Exchange.Archives;
using Vignette.Exchange.JsonLines;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.Yolo;

/// <summary>
/// Reads a zip in YOLO's layouts: <c>labels/</c> beside <c>images/</c> anywhere in it, classes in a <c>.yaml</c> or
/// <c>classes.txt</c>. A file of labels without lines says that there is nothing in the picture; no file says nothing.
/// </summary>
internal sealed class YoloReader : IDatasetReader
{
    // Most tools write six digits, so that an edge comes out that far outside.
    private const double Slack = 1e-4;

    public async Task ReadAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken)
    {
        if (file.Archive is not { } archive)
        {
            throw new DatasetException("YOLO is a zip with data.yaml, labels/ and, if you like, images/.");
        }

        var classes = await ClassesAsync(archive, cancellationToken);
        var read = new HashSet<string>(StringComparer.Ordinal);
        if (archive.Names.FirstOrDefault(name => name == YoloLayout.Rest || name.EndsWith("/" + YoloLayout.Rest, StringComparison.Ordinal)) is { } rest)
        {
            var folder = rest[..^YoloLayout.Rest.Length];
            await using var document = await archive.OpenAsync(rest, file.Limits.MaxInflatedBytes, cancellationToken);
            await JsonLinesReader.ReadAsync(document, YoloLayout.Rest, file.Limits.MaxItemBytes, (line, place, problem) => AddImage(line, place, problem, folder, file, stage, read), cancellationToken);
        }

        foreach (var picture in archive.Names.Where(DatasetFile.IsPicture))
        {
            var labels = YoloLayout.LabelsOf(picture);
            var image = new DatasetImage { FileName = Shown.FileName(picture), Picture = picture };
            if (archive.Contains(labels))
            {
                if (read.Add(labels))
                {
                    stage.AddImage(labels, image, labels);
                }
            }
            else
            {
                stage.AddImage(picture, image, picture);
            }
        }

        foreach (var labels in archive.Names.Where(YoloLayout.IsLabels))
        {
            if (read.Add(labels))
            {
                stage.AddImage(labels, Named(labels), labels);
            }
        }

        foreach (var labels in read.Where(archive.Contains))
        {
            stage.Replace(labels, stage.Image(labels) with { Boxes = [] });
            await ReadBoxesAsync(archive, labels, classes, stage, file.Limits.MaxItemBytes, cancellationToken);
        }

        if (stage.Count == 0)
        {
            throw new DatasetException("There is nothing in labels/ or images/ of the zip.");
        }
    }

    private static async Task<IReadOnlyDictionary<int, string>> ClassesAsync(ArchiveReader archive, CancellationToken cancellationToken)
    {
        var yaml = archive.Names.Where(name => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        if (yaml.Length > 1)
        {
            throw new DatasetException("There is more than one .yaml file in the zip: data.yaml alone names the classes.");
        }

        if (yaml.Length == 1)
        {
            return YoloClasses.ReadYaml(await archive.ReadAsync(yaml[0], cancellationToken));
        }

        return archive.Names.FirstOrDefault(name => name == "classes.txt" || name.EndsWith("/classes.txt", StringComparison.Ordinal)) is { } lines
            ? YoloClasses.ReadLines(await archive.ReadAsync(lines, cancellationToken))
            : throw new DatasetException("There is neither data.yaml nor classes.txt in the zip, which name the classes.");
    }

    private static void AddImage(JsonLine? line, string place, string unreadable, string folder, DatasetFile file, DatasetStage stage, HashSet<string> read)
    {
        if (line is null)
        {
            stage.Refuse(key: null, place, unreadable);
            return;
        }

        var image = JsonLinesReader.ImageOf(line, file, out var problem);
        var labels = folder + YoloLayout.LabelsOf(new DatasetImage { FileName = line.Name ?? "", Picture = line.Picture });
        read.Add(labels);
        stage.AddImage(labels, image, place);
        if (problem is not null)
        {
            stage.Refuse(labels, place, problem);
        }
    }

    /// <summary>A picture of which there is nothing but its labels: its name, without its ending, is an id or a name.</summary>
    private static DatasetImage Named(string labels)
    {
        var name = Path.GetFileNameWithoutExtension(labels);
        return new DatasetImage { FileName = Shown.FileName(name), Id = ImageId.TryParse(name, out var id) ? id : null };
    }

    private static async Task ReadBoxesAsync(
        ArchiveReader archive,
        string labels,
        IReadOnlyDictionary<int, string> classes,
        DatasetStage stage,
        int maxLineBytes,
        CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(await archive.ReadAsync(labels, cancellationToken));
        var lines = new LineReader(content, maxLineBytes);
        while (await lines.ReadAsync(cancellationToken) is ({ } bytes, _))
        {
            // What is no ASCII is no number either.
            var fields = Encoding.ASCII.GetString(bytes.Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 0)
            {
                AddBox(labels, fields, Shown.Line(labels, lines.Line), classes, stage);
            }
        }
    }

    private static void AddBox(string key, string[] fields, string place, IReadOnlyDictionary<int, string> classes, DatasetStage stage)
    {
        if (fields.Length is not (5 or 6))
        {
            stage.Refuse(key, place, "A line is a class and four numbers: the centre's x and y, width and height as fractions. Outlines are not taken.");
            return;
        }

        if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !classes.TryGetValue(number, out var label))
        {
            stage.Refuse(key, place, $"There is no class {Shown.Quoted(fields[0])}.");
            return;
        }

        var numbers = fields.Skip(1).Select(field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        var (width, height) = (numbers[2], numbers[3]);
        if (BoxReading.Of(numbers[0] - (width / 2), numbers[1] - (height / 2), width, height, Slack, Slack) is not { } bounds)
        {
            stage.Refuse(key, place, BoundingBox.Rule);
            return;
        }

        var box = new DatasetBox(label, bounds);
        if (BoxReading.TryAdd(ref box, id: null, numbers.Length == 5 ? numbers[4] : null, origin: null, author: null, out var problem))
        {
            stage.AddBox(key, box, place);
        }
        else
        {
            stage.Refuse(key, place, problem);
        }
    }
}
