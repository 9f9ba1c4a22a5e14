using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vignette.Cli.Local;
using Vignette.Gallery.Access;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;

namespace Vignette.Bench;

/// <summary>
/// Fills a catalog with images that were captioned, thumbnailed and labelled by hand, ten boxes each. The rows are written
/// many at once; what follows from them, the program writes itself.
/// </summary>
public static class CatalogFiller
{
    /// <summary>In the caption of every image.</summary>
    public const string FrequentWord = "picture";

    /// <summary>In the caption of ten images, however many there are.</summary>
    public const string RareWord = "zeppelin";

    /// <summary>In the captions of the older half alone.</summary>
    public const string OldWord = "sepia";

    /// <summary>On every twentieth image.</summary>
    public const string Tag = "lido";

    /// <summary>Of boxes in about every second image.</summary>
    public const string Label = "person";

    /// <summary>Who uploaded every fourth image.</summary>
    public const string Owner = "ann";

    /// <summary>On every image.</summary>
    public const int Boxes = 10;

    /// <summary>The others follow, a minute after one another.</summary>
    public static readonly DateTimeOffset FirstUpload = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int FailedEvery = 20;
    private const int AtOnce = 5_000;
    private const int RowsAtOnce = 100;

    public static async Task FillAsync(string dataFolder, int images)
    {
        using var folder = DataFolder.Open(dataFolder);
        await using var database = SqliteCatalogDatabase.Open(folder.Database);
        await FillAsync(database, images);
    }

    public static async Task FillAsync(ICatalogDatabase database, int images)
    {
        ArgumentNullException.ThrowIfNull(database);
        await new Migrator(database, TimeProvider.System).MigrateAsync(CancellationToken.None);
        foreach (var chunk in Enumerable.Range(0, images).Chunk(AtOnce))
        {
            await database.WriteRelaxedAsync(
                async (transaction, token) =>
                {
                    await AddAsync(transaction, [.. chunk.Select(number => new CatalogWords(number, images))], token);
                    return chunk.Length;
                },
                CancellationToken.None);
        }

        await new SearchRenewal(database).RunAsync(CancellationToken.None);
    }

    private static async Task AddAsync(DbTransaction transaction, IReadOnlyList<CatalogWords> images, CancellationToken cancellationToken)
    {
        await InsertAsync(
            transaction,
            "images (seq, id, owner, file_name, object_key, object_key_sha256, object_version, `stored`, content_type, size, uploaded_at, updated_at, status, width, height, dominant_color, placeholder, frames, taken_at, caption, caption_origin, review)",
            images.Select(Image),
            cancellationToken);
        await InsertAsync(
            transaction,
            "tasks (seq, task, state, object_version, attempts)",
            from image in images from task in Enum.GetValues<TaskKind>() select new object?[] { Sequence(image), (int)task, (int)Status(image), "v1", 1 },
            cancellationToken);
        await InsertAsync(
            transaction,
            "image_tags (seq, position, tag_key, tag)",
            from image in images from tag in image.Tags.Index() select new object?[] { Sequence(image), tag.Index, tag.Item, tag.Item },
            cancellationToken);
        await InsertAsync(
            transaction,
            "image_boxes (seq, id, position, label, label_key, x, y, width, height, origin, author, created_at, changed_at)",
            from image in images from box in image.Boxes.Index() select Box(image, box.Index, box.Item),
            cancellationToken);
    }

    private static object?[] Image(CatalogWords image)
    {
        var at = UploadedAt(image);
        var id = ImageId.Parse(Guid.CreateVersion7(at).ToString("N"));
        var key = ObjectKeys.Original(id, ImageFormat.Jpeg);
        var review = image.Number % 10 < 5 ? ReviewState.Approved : image.Number % 10 < 6 ? ReviewState.InProgress : ReviewState.Unreviewed;
        return
        [
            Sequence(image), id.ToString(), image.Owner ?? FixedUser.Name, image.FileName, key, SHA256.HashData(Encoding.UTF8.GetBytes(key)), "v1", 1,
            ImageFormat.Jpeg.MediaType(), 100_000, at.ToUnixTimeMilliseconds(), at.ToUnixTimeMilliseconds(), (int)Status(image), 1200, 800, "#88aacc", "data:,", 1, image.TakenAt,
            image.Caption, (int)CaptionOrigin.Model, (int)review,
        ];
    }

    private static object?[] Box(CatalogWords image, int position, string label)
    {
        var at = UploadedAt(image).ToUnixTimeMilliseconds();
        var id = string.Create(CultureInfo.InvariantCulture, $"{image.Number:x24}{position:x8}");
        return [Sequence(image), id, position, label, label, 0.05 * position, 0.1, 0.4, 0.5, (int)CaptionOrigin.Person, FixedUser.Name, at, at];
    }

    private static long Sequence(CatalogWords image) => image.Number + 1;

    private static DateTimeOffset UploadedAt(CatalogWords image) => FirstUpload.AddMinutes(image.Number);

    private static TaskState Status(CatalogWords image) => image.Number % FailedEvery == 0 ? TaskState.Failed : TaskState.Completed;

    private static async Task InsertAsync(DbTransaction transaction, string into, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            // Said anew only where there are not as many rows as before.
            var width = chunk[0].Length;
            if (command.Parameters.Count != chunk.Length * width)
            {
                command.Parameters.Clear();
                var places = chunk.Select((row, i) => $"({string.Join(", ", row.Select((_, j) => $"@p{(i * width) + j}"))})");
                command.CommandText = $"INSERT INTO {into} VALUES {string.Join(", ", places)}";
                for (var i = 0; i < chunk.Length * width; i++)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"@p{i}";
                    command.Parameters.Add(parameter);
                }
            }

            foreach (var (i, value) in chunk.SelectMany(row => row).Index())
            {
                command.Parameters[i].Value = value ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
