using Vignette.Exchange.Yolo;

namespace Vignette.Exchange;

/// <summary>Tells a file's format where nobody said it.</summary>
public static class FormatDetection
{
    private const int HeadSize = 4 << 10;

    /// <exception cref="DatasetException">It cannot be told.</exception>
    public static async Task<DatasetFormat> DetectAsync(DatasetFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Archive is { } archive)
        {
            return Has(".yaml") || Has(".yml") || archive.Names.Any(YoloLayout.IsLabels) ? DatasetFormat.Yolo
                : Has(".xml") ? DatasetFormat.Voc
                : Has(".csv") ? DatasetFormat.Csv
                : Has(".jsonl") ? DatasetFormat.JsonLines
                : Has(".json") ? DatasetFormat.Coco
                : throw Unknown();
        }

        var head = new byte[HeadSize];
        await using var document = await file.OpenDocumentAsync("", cancellationToken);
        var length = await document.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return Of(head.AsSpan(0, length));

        bool Has(string ending) => file.Archive!.Names.Any(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    private static DatasetFormat Of(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("{"u8))
        {
            return Names(text, "\"images\""u8) || Names(text, "\"annotations\""u8) || Names(text, "\"categories\""u8) || Names(text, "\"info\""u8) ? DatasetFormat.Coco : DatasetFormat.JsonLines;
        }

        return text.Length > 0 && !Names(text, "\0"u8) && !text.StartsWith("["u8) && !text.StartsWith("<"u8) ? DatasetFormat.Csv : throw Unknown();

        static bool Names(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.IndexOf(word) >= 0;
    }

    private static DatasetException Unknown() => new($"It cannot be told which format this file has: say one of {string.Join(", ", DatasetFormats.Codes)}.");
}
