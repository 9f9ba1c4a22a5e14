using System.Globalization;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.Csv;

/// <summary>Reads CSV. The rows of a picture may be anywhere; each may say something of the picture, but not each something else.</summary>
internal sealed class CsvDatasetReader : IDatasetReader
{
    public async Task ReadAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken)
    {
        await using var document = await file.OpenDocumentAsync(".csv", cancellationToken);
        var rows = new CsvReader(document, file.Limits.MaxItemBytes);
        var first = await rows.ReadAsync(cancellationToken);
        if (first is null || rows.Problem is not null)
        {
            throw new DatasetException($"This is no CSV file in UTF-8 with the columns' names in its first line. {rows.Problem}".TrimEnd());
        }

        var header = new CsvHeader(first);
        while (await rows.ReadAsync(cancellationToken) is { } row)
        {
            var place = Shown.Line(null, rows.Line);
            if (rows.Problem is { } problem)
            {
                stage.Refuse(key: null, place, problem);
            }
            else if (row.Any(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                Add(header, row, place, file, stage);
            }
        }

        if (stage.Count == 0 && stage.ProblemCount == 0)
        {
            throw new DatasetException("There is no row in the file, but for the columns' names.");
        }
    }

    private static void Add(CsvHeader header, IReadOnlyList<string> row, string place, DatasetFile file, DatasetStage stage)
    {
        if (row.Count > header.Count)
        {
            stage.Refuse(key: null, place, string.Create(CultureInfo.InvariantCulture, $"The row has {row.Count} cells, more than there are columns ({header.Count})."));
            return;
        }

        var (picture, name) = (header.Cell(row, CsvColumns.Picture), header.Cell(row, CsvColumns.Name));
        if ((header.Cell(row, CsvColumns.Id) ?? picture ?? header.Cell(row, CsvColumns.Sha256) ?? name) is not { } key)
        {
            stage.Refuse(key: null, place, "The row does not say which picture it is about: id, picture, sha256 or name.");
            return;
        }

        var image = new DatasetImage
        {
            FileName = Shown.FileName(name ?? picture ?? ""),
            Picture = (picture ?? name) is { } entry ? file.FindPicture(entry) : null,
            Caption = header.Cell(row, CsvColumns.Caption),
            Tags = header.Cell(row, CsvColumns.Tags) is { } tags ? CsvList.Split(tags) : null,
            Boxes = header.HasBoxes ? [] : null,
        };
        var isWhole = TryNumber(header.Cell(row, CsvColumns.Width), out var width) & TryNumber(header.Cell(row, CsvColumns.Height), out var height);
        string? problem = "Width and height are whole numbers of pixels.";
        isWhole = isWhole && ImageReading.TryAdd(ref image, header.Cell(row, CsvColumns.Id), header.Cell(row, CsvColumns.Sha256), width, height, header.Cell(row, CsvColumns.Review), out problem);
        if (!stage.Contains(key))
        {
            stage.AddImage(key, image, place);
        }
        else if (Says(image) && !TryMerge(stage.Image(key), image, out image))
        {
            (isWhole, problem) = (false, "It says something else of the picture than a row before it: caption, tags, review, sha256, width and height stand in one row, or are the same in all.");
        }
        else if (Says(image))
        {
            stage.Replace(key, image);
        }

        if (!isWhole)
        {
            stage.Refuse(key, place, problem!);
        }
        else if (header.HasBoxes)
        {
            AddBox(header, row, key, place, stage);
        }
    }

    private static bool Says(DatasetImage image) => image is not { Caption: null, Tags: null, Review: null, Sha256: null, Width: null, Height: null };

    private static bool TryMerge(DatasetImage before, DatasetImage now, out DatasetImage merged)
    {
        merged = before with
        {
            Caption = before.Caption ?? now.Caption,
            Tags = before.Tags ?? now.Tags,
            Review = before.Review ?? now.Review,
            Sha256 = before.Sha256 ?? now.Sha256,
            Width = before.Width ?? now.Width,
            Height = before.Height ?? now.Height,
        };
        return Same(before.Caption, now.Caption) && Same(before.Review, now.Review) && Same(before.Sha256, now.Sha256) && Same(before.Width, now.Width) && Same(before.Height, now.Height)
            && (before.Tags is null || now.Tags is null || before.Tags.SequenceEqual(now.Tags));

        static bool Same<T>(T? one, T? two) => one is null || two is null || EqualityComparer<T>.Default.Equals(one, two);
    }

    private static void AddBox(CsvHeader header, IReadOnlyList<string> row, string key, string place, DatasetStage stage)
    {
        string[] columns = [CsvColumns.X, CsvColumns.Y, CsvColumns.BoxWidth, CsvColumns.BoxHeight];
        var cells = columns.Select(column => header.Cell(row, column)).ToArray();
        var label = header.Cell(row, CsvColumns.Label);
        if (label is null && cells.All(cell => cell is null))
        {
            return;
        }

        var numbers = cells.Select(cell => TryNumber(cell, out var number) ? number ?? double.NaN : double.NaN).ToArray();
        if (BoxReading.Of(numbers[0], numbers[1], numbers[2], numbers[3]) is not { } bounds)
        {
            stage.Refuse(key, place, BoundingBox.Rule);
            return;
        }

        var box = new DatasetBox(label ?? "", bounds);
        string? problem = "A confidence is 0 to 1.";
        if (TryNumber(header.Cell(row, CsvColumns.Confidence), out var confidence)
            && BoxReading.TryAdd(ref box, header.Cell(row, CsvColumns.Box), confidence, header.Cell(row, CsvColumns.Origin), header.Cell(row, CsvColumns.Author), out problem))
        {
            stage.AddBox(key, box, place);
        }
        else
        {
            stage.Refuse(key, place, problem!);
        }
    }

    /// <summary>An empty cell is no number, and nothing wrong.</summary>
    private static bool TryNumber(string? cell, out double? number)
    {
        number = null;
        if (cell is null)
        {
            return true;
        }

        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        number = value;
        return true;
    }
}
