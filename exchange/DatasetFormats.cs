using System.Diagnostics.CodeAnalysis;
using Vignette.Exchange.Coco;
using Vignette.Exchange.Csv;
using Vignette.Exchange.JsonLines;
using Vignette.Exchange.Voc;
using Vignette.Exchange.Yolo;

namespace Vignette.Exchange;

/// <summary>What each format is called, and who writes and reads it.</summary>
public static class DatasetFormats
{
    private static readonly (DatasetFormat Format, string Code, string Title)[] All =
    [
        (DatasetFormat.Coco, "coco", "COCO JSON"),
        (DatasetFormat.Yolo, "yolo", "YOLO"),
        (DatasetFormat.Voc, "voc", "Pascal VOC"),
        (DatasetFormat.Csv, "csv", "CSV"),
        (DatasetFormat.JsonLines, "jsonl", "JSON Lines"),
    ];

    /// <summary>As addresses and command lines say them.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(format => format.Code)];

    public static IReadOnlyList<DatasetFormat> Values { get; } = [.. All.Select(format => format.Format)];

    public static string Code(this DatasetFormat format) => Of(format).Code;

    /// <summary>For people.</summary>
    public static string Title(this DatasetFormat format) => Of(format).Title;

    public static bool TryParse(string? code, [NotNullWhen(true)] out DatasetFormat? format)
    {
        format = All.Where(known => known.Code == code).Select(known => (DatasetFormat?)known.Format).FirstOrDefault();
        return format is not null;
    }

    public static IDatasetWriter Writer(this DatasetFormat format) => format switch
    {
        DatasetFormat.Coco => new DocumentWriter(new CocoDocument()),
        DatasetFormat.Yolo => new YoloWriter(),
        DatasetFormat.Voc => new VocWriter(),
        DatasetFormat.Csv => new DocumentWriter(new CsvDocument()),
        DatasetFormat.JsonLines => new DocumentWriter(new JsonLinesDocument()),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    public static IDatasetReader Reader(this DatasetFormat format) => format switch
    {
        DatasetFormat.Coco => new CocoReader(),
        DatasetFormat.Yolo => new YoloReader(),
        DatasetFormat.Voc => new VocReader(),
        DatasetFormat.Csv => new CsvDatasetReader(),
        DatasetFormat.JsonLines => new JsonLinesReader(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>What a file is called that holds an export.</summary>
    /// <param name="withPictures">With the pictures, every format is a zip.</param>
    public static string FileName(this DatasetFormat format, bool withPictures, DateTimeOffset at)
    {
        var ending = format.Writer().Extension(withPictures);
        return FormattableString.Invariant($"vignette-{format.Code()}-{at.UtcDateTime:yyyyMMdd-HHmmss}.{ending}");
    }

    private static (DatasetFormat Format, string Code, string Title) Of(DatasetFormat format) =>
        All.Single(known => known.Format == format);
}
