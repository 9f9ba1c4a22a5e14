using System.Globalization;
using Vignette.Exchange.Json;
using Vignette.Exchange.Spooling;

namespace Vignette.Exchange.Coco;

/// <summary>Reads COCO in two walks, since annotations may come before what they are about.</summary>
internal sealed class CocoReader : IDatasetReader
{
    private const string Images = "images";
    private const string Categories = "categories";
    private const string Annotations = "annotations";
    private const int MaxCategories = 100_000;

    // Many tools round to whole pixels, or to two digits.
    private const double SlackPixels = 0.5;

    public async Task ReadAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken)
    {
        var categories = new Dictionary<long, string>();
        var sizes = new Dictionary<long, (int Width, int Height)>();
        await WalkAsync(
            file,
            [Images, Categories],
            (array, index, json) =>
            {
                if (array == Images)
                {
                    ReadImage(json, Place(array, index), file, stage, sizes);
                }
                else
                {
                    ReadCategory(json, Place(array, index), categories);
                }
            },
            cancellationToken);
        if (stage.Count == 0 && stage.ProblemCount == 0)
        {
            throw new DatasetException("This is no COCO document, or one without pictures: there is nothing in its images.");
        }

        await WalkAsync(file, [Annotations], (array, index, json) => ReadBox(json, Place(array, index), categories, sizes, stage), cancellationToken);
    }

    private static async Task WalkAsync(DatasetFile file, string[] arrays, JsonItems.ItemHandler handle, CancellationToken cancellationToken)
    {
        await using var document = await file.OpenDocumentAsync(".json", cancellationToken);
        await new JsonItems(document, file.Limits.MaxItemBytes, arrays, handle).ReadAsync(cancellationToken);
    }

    private static string Place(string array, int index) => string.Create(CultureInfo.InvariantCulture, $"{array}[{index}]");

    private static string Key(long image) => image.ToString(CultureInfo.InvariantCulture);

    private static void ReadCategory(ReadOnlySpan<byte> json, string place, Dictionary<long, string> categories)
    {
        if (JsonProblems.Read(json, ExchangeJson.Default.CocoCategory, out var problem) is not { } category)
        {
            throw new DatasetException($"{place}: {problem}");
        }

        if (category is not { Id: { } id, Name: { } name })
        {
            throw new DatasetException($"{place}: A category has an id and a name.");
        }

        if (!categories.TryAdd(id, name) && categories[id] != name)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"{place}: There is another category with the id {id}."));
        }

        if (categories.Count > MaxCategories)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"There are at most {MaxCategories:N0} categories."));
        }
    }

    private static void ReadImage(ReadOnlySpan<byte> json, string place, DatasetFile file, DatasetStage stage, Dictionary<long, (int Width, int Height)> sizes)
    {
        if (JsonProblems.Read(json, ExchangeJson.Default.CocoImage, out var unreadable) is not { } read)
        {
            stage.Refuse(key: null, place, unreadable);
            return;
        }

        if (read is not { Id: { } id, FileName: { } path })
        {
            stage.Refuse(key: null, place, "An image has an id and a file_name.");
            return;
        }

        var extra = read.Vignette;
        var image = new DatasetImage
        {
            FileName = Shown.FileName(extra?.Name ?? path),
            Picture = file.FindPicture(path),
            Caption = extra?.Caption,
            Tags = extra?.Tags,
            // The document speaks of all of them.
            Boxes = [],
        };
        var isWhole = ImageReading.TryAdd(ref image, extra?.Id, extra?.Sha256, read.Width, read.Height, extra?.Review, out var problem);
        stage.AddImage(Key(id), image, place);
        if (image is { Width: { } width, Height: { } height })
        {
            sizes.TryAdd(id, (width, height));
        }

        if (!isWhole)
        {
            stage.Refuse(Key(id), place, problem!);
        }
    }

    private static void ReadBox(ReadOnlySpan<byte> json, string place, Dictionary<long, string> categories, Dictionary<long, (int Width, int Height)> sizes, DatasetStage stage)
    {
        if (JsonProblems.Read(json, ExchangeJson.Default.CocoAnnotation, out var unreadable) is not { } read)
        {
            stage.Refuse(key: null, place, unreadable);
            return;
        }

        if (read is not { ImageId: { } number } || !stage.Contains(Key(number)))
        {
            stage.Refuse(key: null, place, "Its image_id is none of the images'.");
            return;
        }

        var key = Key(number);
        if (read is not { CategoryId: { } category } || !categories.TryGetValue(category, out var label))
        {
            stage.Refuse(key, place, "Its category_id is none of the categories'.");
            return;
        }

        if (read.Bbox is not [var x, var y, var width, var height])
        {
            stage.Refuse(key, place, "It has no bbox of four numbers: x, y, width and height in pixels. Outlines alone are not taken.");
            return;
        }

        if (!sizes.TryGetValue(number, out var pixels))
        {
            stage.Refuse(key, place, "Its image has no width and height, without which pixels say nothing.");
            return;
        }

        var (across, down) = pixels;
        if (BoxReading.Of(x / across, y / down, width / across, height / down, SlackPixels / across, SlackPixels / down) is not { } bounds)
        {
            stage.Refuse(key, place, string.Create(CultureInfo.InvariantCulture, $"A box is not empty and lies in the picture of {across} × {down} pixels."));
            return;
        }

        var box = new DatasetBox(label, bounds);
        if (BoxReading.TryAdd(ref box, read.Vignette?.Id, read.Vignette?.Confidence ?? read.Score, read.Vignette?.Origin, read.Vignette?.Author, out var problem))
        {
            stage.AddBox(key, box, place);
        }
        else
        {
            stage.Refuse(key, place, problem);
        }
    }
}
