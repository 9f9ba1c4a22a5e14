using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vignette.Cli.Local;
using Vignette.Gallery.Security;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;

namespace Vignette.Bench;

/// <summary>
/// Fills a data folder with images that were captioned, thumbnailed and labelled by hand, ten boxes each; the words frequent,
/// less frequent and rare. The rows are written many at once; what follows from them, the program writes itself.
/// </summary>
public static class CatalogFiller
{
    /// <summary>In the caption of every image.</summary>
    public const string FrequentWord = "picture";

    /// <summary>In the caption of ten images, however many there are.</summary>
    public const string RareWord = "zeppelin";

    /// <summary>On every twentieth image.</summary>
    public const string Tag = "harbour";

    /// <summary>Of a box in one image of twelve.</summary>
    public const string Label = "bridge";

    /// <summary>On every image.</summary>
    public const int Boxes = 10;

    /// <summary>Many in a row share a day, by the camera and by their upload.</summary>
    public static readonly DateTimeOffset FirstUpload = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int AtOnce = 5_000;

    private static readonly string[] Nouns = ["boat", "tree", "house", "river", "cat", "street", "bridge", "mountain", "garden", "train", "window", "child"];
    private static readonly string[] Adjectives = ["red", "old", "quiet", "bright", "tall", "wooden", "distant", "small", "rainy", "sunny"];

    public static async Task FillAsync(string dataFolder, int images)
    {
        using var folder = DataFolder.Open(dataFolder);
        await using var database = SqliteCatalogDatabase.Open(folder.Database);
        await new Migrator(database, TimeProvider.System).MigrateAsync(CancellationToken.None);
        foreach (var chunk in Enumerable.Range(0, images).Chunk(AtOnce))
        {
            await database.WriteRelaxedAsync((transaction, token) => AddAsync(transaction, chunk, images, token), CancellationToken.None);
        }

        await new SearchRenewal(database).RunAsync(CancellationToken.None);
    }

    private static async Task<int> AddAsync(DbTransaction transaction, int[] numbers, int images, CancellationToken cancellationToken)
    {
        await using var image = Insert(transaction, "images", "seq, id, owner, file_name, object_key, object_key_sha256, object_version, stored, content_type, size, uploaded_at, updated_at, status, width, height, dominant_color, placeholder, frames, taken_at, caption, caption_origin, review");
        await using var task = Insert(transaction, "tasks", "seq, task, state, object_version, attempts");
        await using var tag = Insert(transaction, "image_tags", "seq, position, tag_key, tag");
        await using var box = Insert(transaction, "image_boxes", "seq, id, position, label, label_key, x, y, width, height, origin, author, created_at, changed_at");
        foreach (var n in numbers)
        {
            var seq = n + 1;
            var uploaded = FirstUpload.AddMinutes(n);
            var id = ImageId.Parse(Guid.CreateVersion7(uploaded).ToString("N"));
            var key = ObjectKeys.Original(id, ImageFormat.Jpeg);
            var (adjective, noun) = (Adjectives[n % Adjectives.Length], Nouns[n % Nouns.Length]);
            var caption = $"A {FrequentWord} of a {adjective} {noun}{(n % (images / 10) == 0 ? $" with a {RareWord}" : "")}.";

            // Cameras know another order than uploads do.
            var taken = FirstUpload.AddMinutes(n * 7919L % images).UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
            await RunAsync(
                image, cancellationToken,
                seq, id.ToString(), FixedUser.Name, string.Create(CultureInfo.InvariantCulture, $"IMG_{n:D6}.jpg"), key, SHA256.HashData(Encoding.UTF8.GetBytes(key)), "v1", 1,
                ImageFormat.Jpeg.MediaType(), 100_000, uploaded.ToUnixTimeMilliseconds(), uploaded.ToUnixTimeMilliseconds(), (int)TaskState.Completed, 1200, 800, "#88aacc", "data:,", 1, taken,
                caption, (int)CaptionOrigin.Model, n % 3);
            await RunAsync(task, cancellationToken, seq, 0, (int)TaskState.Completed, "v1", 1);
            await RunAsync(task, cancellationToken, seq, 1, (int)TaskState.Completed, "v1", 1);
            string[] tags = n % 20 == 0 ? [adjective, noun, Tag] : [adjective, noun];
            for (var i = 0; i < tags.Length; i++)
            {
                await RunAsync(tag, cancellationToken, seq, i, tags[i], tags[i]);
            }

            for (var i = 0; i < Boxes; i++)
            {
                var label = i == 0 ? noun : Adjectives[(n + i) % 3];
                await RunAsync(
                    box, cancellationToken,
                    seq, string.Create(CultureInfo.InvariantCulture, $"{n:x24}{i:x8}"), i, label, label, 0.1, 0.1, 0.5, 0.5, (int)CaptionOrigin.Person, FixedUser.Name,
                    uploaded.ToUnixTimeMilliseconds(), uploaded.ToUnixTimeMilliseconds());
            }
        }

        return numbers.Length;
    }

    private static DbCommand Insert(DbTransaction transaction, string table, string columns)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", columns.Split(',').Select((_, i) => $"@p{i}"))})";
        return command;
    }

    private static Task<int> RunAsync(DbCommand command, CancellationToken cancellationToken, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }

            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQueryAsync(cancellationToken);
    }
}
