using System.Buffers;
using System.Text.Json;
using Vignette.Exchange.Json;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.Coco;

/// <summary>
/// COCO's object detection. What it has no place for stands below <c>vignette</c>, which other tools ignore. Boxes are pixels
/// with all their digits, so that they come back as they were.
/// </summary>
internal sealed class CocoDocument : IDocument
{
    private const int FlushBytes = 32 << 10;

    public string Extension => "json";

    public string MediaType => "application/json";

    public async Task WriteAsync(IAsyncEnumerable<DatasetImage> images, Stream output, CancellationToken cancellationToken)
    {
        using var spool = await DatasetSpool.OfAsync(images, cancellationToken);
        // Not onto the output itself, which the serializer would write to synchronously.
        var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExchangeJson.Encoder });
        json.WriteStartObject();
        json.WriteStartObject("info");
        json.WriteString("description", "Exported from Vignette");
        json.WriteString("version", "1.0");
        json.WriteEndObject();
        json.WriteStartArray("licenses");
        json.WriteEndArray();

        json.WriteStartArray("categories");
        var categories = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var label in spool.Labels)
        {
            categories.Add(label, categories.Count + 1);
            WriteCategory(json, categories.Count, label);
            await FlushAsync(FlushBytes);
        }

        json.WriteEndArray();
        json.WriteStartArray("images");
        var number = 0;
        foreach (var image in spool.Read())
        {
            WriteImage(json, ++number, image);
            await FlushAsync(FlushBytes);
        }

        json.WriteEndArray();
        json.WriteStartArray("annotations");
        var (imageNumber, boxNumber) = (0, 0);
        foreach (var image in spool.Read())
        {
            imageNumber++;
            foreach (var box in image.Boxes ?? [])
            {
                WriteBox(json, ++boxNumber, imageNumber, categories[box.Label], image.Pixels, box);
            }

            await FlushAsync(FlushBytes);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(0);

        async Task FlushAsync(int atLeast)
        {
            if (buffer.WrittenCount + json.BytesPending >= atLeast)
            {
                json.Flush();
                await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
                buffer.ResetWrittenCount();
            }
        }
    }

    private static void WriteCategory(Utf8JsonWriter json, int id, string label)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("name", label);
        json.WriteString("supercategory", "");
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, int id, DatasetImage image)
    {
        var (width, height) = image.Pixels;
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("file_name", image.Picture ?? image.FileName);
        json.WriteNumber("width", width);
        json.WriteNumber("height", height);
        json.WritePropertyName("vignette");
        JsonSerializer.Serialize(
            json,
            new CocoImageExtra
            {
                Id = image.Id?.ToString(),
                Name = image.FileName,
                Sha256 = image.Sha256,
                Caption = image.Caption,
                Tags = image.Tags,
                Review = image.Review?.Code(),
            },
            ExchangeJson.Written.CocoImageExtra);
        json.WriteEndObject();
    }

    private static void WriteBox(Utf8JsonWriter json, int id, int image, int category, (int Width, int Height) pixels, DatasetBox box)
    {
        var (width, height) = (box.Box.Width * pixels.Width, box.Box.Height * pixels.Height);
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteNumber("image_id", image);
        json.WriteNumber("category_id", category);
        json.WriteStartArray("bbox");
        json.WriteNumberValue(box.Box.X * pixels.Width);
        json.WriteNumberValue(box.Box.Y * pixels.Height);
        json.WriteNumberValue(width);
        json.WriteNumberValue(height);
        json.WriteEndArray();
        json.WriteNumber("area", width * height);
        json.WriteNumber("iscrowd", 0);
        json.WriteStartArray("segmentation");
        json.WriteEndArray();
        json.WritePropertyName("vignette");
        JsonSerializer.Serialize(
            json,
            new CocoBoxExtra { Id = box.Id, Confidence = box.Confidence, Origin = box.Origin?.Code(), Author = box.Author },
            ExchangeJson.Written.CocoBoxExtra);
        json.WriteEndObject();
    }
}
