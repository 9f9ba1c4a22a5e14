using System.Globalization;
using Vignette.Exchange.Json;
using Vignette.Exchange.Spooling;
using Vignette.Schema;

namespace Vignette.Exchange.JsonLines;

/// <summary>Reads JSON Lines: a picture a line.</summary>
internal sealed class JsonLinesReader : IDatasetReader
{
    public async Task ReadAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken)
    {
        await using var document = await file.OpenDocumentAsync(".jsonl", cancellationToken);
        var good = false;
        await ReadAsync(
            document,
            name: null,
            file.Limits.MaxItemBytes,
            (line, place, problem) =>
            {
                good |= line is not (null or { Id: null, Sha256: null, Name: null, Picture: null });
                Add(line, place, problem, file, stage);
            },
            cancellationToken);
        if (!good)
        {
            var problem = stage.Problems.Concat(stage.Read().SelectMany(image => image.Problems)).FirstOrDefault();
            throw new DatasetException(problem is null ? "There is no line in the file." : $"These are no JSON Lines of pictures. {problem.Place}: {problem.Reason}");
        }
    }

    /// <summary>Reads each line that is not blank.</summary>
    /// <param name="name">The file's, where there are several.</param>
    /// <param name="handle">Gets the line, its place, and where there is no line, why not.</param>
    public static async Task ReadAsync(Stream document, string? name, int maxLineBytes, Action<JsonLine?, string, string> handle, CancellationToken cancellationToken)
    {
        var lines = new LineReader(document, maxLineBytes);
        while (await lines.ReadAsync(cancellationToken) is ({ } bytes, var isTooLong))
        {
            var place = Shown.Line(name, lines.Line);
            if (isTooLong)
            {
                handle(null, place, string.Create(CultureInfo.InvariantCulture, $"The line is longer than the {maxLineBytes:N0} bytes that are taken."));
            }
            else if (!IsBlank(bytes.Span))
            {
                handle(JsonProblems.Read(bytes.Span, ExchangeJson.Default.JsonLine, out var problem), place, problem);
            }
        }
    }

    /// <summary>The picture that a line is about, without its boxes.</summary>
    /// <param name="problem">What is wrong with it; null where nothing is.</param>
    public static DatasetImage ImageOf(JsonLine line, DatasetFile file, out string? problem)
    {
        var image = new DatasetImage
        {
            FileName = Shown.FileName(line.Name ?? line.Picture ?? ""),
            Picture = line.Picture is { } picture ? file.FindPicture(picture) : line.Name is { } name ? file.FindPicture(name) : null,
            Caption = line.Caption,
            Tags = line.Tags,
        };
        ImageReading.TryAdd(ref image, line.Id, line.Sha256, line.Width, line.Height, line.Review, out problem);
        if (problem is null && line is { Id: null or "", Sha256: null or "", Name: null or "", Picture: null or "" })
        {
            problem = "It does not say which picture it is about: id, sha256, name or picture.";
        }

        return image;
    }

    private static void Add(JsonLine? line, string place, string unreadable, DatasetFile file, DatasetStage stage)
    {
        if (line is null)
        {
            stage.Refuse(key: null, place, unreadable);
            return;
        }

        var image = ImageOf(line, file, out var problem);
        var key = line.Id ?? line.Picture ?? line.Sha256 ?? line.Name ?? place;
        stage.AddImage(key, line.Boxes is null ? image : image with { Boxes = [] }, place);
        if (problem is not null)
        {
            stage.Refuse(key, place, problem);
            return;
        }

        for (var i = 0; i < line.Boxes?.Count; i++)
        {
            AddBox(key, line.Boxes[i], string.Create(CultureInfo.InvariantCulture, $"{place} boxes[{i}]"), stage);
        }
    }

    private static void AddBox(string key, JsonLineBox? line, string place, DatasetStage stage)
    {
        if (line is not { X: { } x, Y: { } y, Width: { } width, Height: { } height } || BoxReading.Of(x, y, width, height) is not { } bounds)
        {
            stage.Refuse(key, place, BoundingBox.Rule);
            return;
        }

        var box = new DatasetBox(line.Label ?? "", bounds);
        if (BoxReading.TryAdd(ref box, line.Id, line.Confidence, line.Origin, line.Author, out var problem))
        {
            stage.AddBox(key, box, place);
        }
        else
        {
            stage.Refuse(key, place, problem);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t"u8).IsEmpty;
}
