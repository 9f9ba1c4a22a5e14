using System.Globalization;
using System.Text;
using Vignette.Schema;

namespace Vignette.Exchange.Csv;

/// <summary>
/// One row a box; a picture without boxes has a row too. What is said of the picture itself stands in its first row, so that
/// there is one place to change it.
/// </summary>
internal sealed class CsvDocument : IDocument
{
    private static readonly string[] NoBox = ["", "", "", "", "", "", "", "", ""];

    public string Extension => "csv";

    public string MediaType => "text/csv; charset=utf-8";

    public async Task WriteAsync(IAsyncEnumerable<DatasetImage> images, Stream output, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), 32 << 10, leaveOpen: true);
        await WriteRowAsync(writer, CsvColumns.All);
        await foreach (var image in images.WithCancellation(cancellationToken))
        {
            string?[] who = [image.Id?.ToString(), image.FileName, image.Picture];
            string?[] what =
            [
                image.Sha256, Number(image.Width), Number(image.Height), image.Caption,
                image.Tags is { } tags ? CsvList.Join(tags) : null, image.Review?.Code(),
            ];
            foreach (var box in image.Boxes?.Select(Cells).DefaultIfEmpty(NoBox) ?? [NoBox])
            {
                await WriteRowAsync(writer, [.. who, .. what, .. box]);
                Array.Clear(what);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        await writer.FlushAsync(cancellationToken);
    }

    private static string?[] Cells(DatasetBox box) =>
    [
        box.Id, box.Label, Number(box.Box.X), Number(box.Box.Y), Number(box.Box.Width), Number(box.Box.Height),
        Number(box.Confidence), box.Origin?.Code(), box.Author,
    ];

    private static string? Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static Task WriteRowAsync(StreamWriter writer, IReadOnlyList<string?> cells)
    {
        var row = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                row.Append(',');
            }

            var cell = CsvCell.Guarded(cells[i] ?? "");
            if (cell.AsSpan().IndexOfAny("\",;\r\n") < 0 && !(cell is [' ', ..] or [.., ' ']))
            {
                row.Append(cell);
            }
            else
            {
                row.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
        }

        return writer.WriteAsync(row.Append("\r\n"));
    }
}
