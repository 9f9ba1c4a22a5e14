using System.Security.Cryptography;
using System.Text;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Tests;

namespace Vignette.Conformance.Catalog;

/// <summary>A database as the program before annotations leaves it, and what must be true of it after the upgrade.</summary>
public static class ReleasedCatalog
{
    private const string Long = "a label that is longer than sixty-four characters, which nobody bounded in those days";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Writes as that program does: three images, of which one is completed, one deleted and one still uploading.</summary>
    public static async Task<ImageId> FillAsync(ICatalogDatabase database, TimeProvider time)
    {
        var ids = new List<ImageId>();
        foreach (var (stored, deleted) in ((int, string)[])[(1, "NULL"), (1, "5"), (0, "NULL")])
        {
            var id = ImageId.New(time);
            ids.Add(id);
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"originals/{id}.jpg")));
            await ExecuteAsync(
                database,
                $"""
                INSERT INTO images (
                    id, owner, file_name, object_key, object_key_sha256, object_version, `stored`, content_type, size, uploaded_at, updated_at, deleted_at, status,
                    version, width, height, dominant_color, placeholder, frames, caption, caption_origin, caption_model, tags_origin, objects_origin)
                VALUES ('{id}', 'ann', 'a.jpg', 'originals/{id}.jpg', x'{hash}', 'v1', {stored}, 'image/jpeg', 1, 1, 1, {deleted}, 2,
                    3, 40, 30, '#102030', 'data:', 1, 'A table', 1, 'gemini', 1, 1)
                """);
            var seq = $"(SELECT seq FROM images WHERE id = '{id}')";
            await ExecuteAsync(database, $"INSERT INTO tasks (seq, task, state, object_version, attempts) VALUES ({seq}, 0, 2, 'v1', 1), ({seq}, 1, 2, 'v1', 1)");
            await ExecuteAsync(database, $"INSERT INTO task_history (seq, task, state, attempt, at) VALUES ({seq}, 0, 2, 1, 1)");
            await ExecuteAsync(database, $"INSERT INTO image_tags (seq, position, tag_key, tag) VALUES ({seq}, 0, 'tea', 'Tea')");
            foreach (var (position, label) in ((int, string)[])[(0, "Teapot"), (1, "teapot"), (2, " "), (3, Long)])
            {
                await ExecuteAsync(
                    database,
                    $"INSERT INTO image_objects (seq, position, label, confidence, x, y, width, height) VALUES ({seq}, {position}, '{label}', 0.75, 0.1, {position} * 0.1, 0.3, 0.4)");
            }
        }

        return ids[0];
    }

    /// <summary>Everything of that image is there, and can be annotated.</summary>
    public static async Task ShouldBeUpgradedAsync(ICatalogDatabase database, ManualTimeProvider clock, ImageId id)
    {
        (await LabelsAsync(database, id)).ShouldBe([$"{Long[..64]} {Long[..64]} 0 1", "teapot Teapot 0 2"]);
        var catalog = new CatalogFixture(database, clock);
        await ShouldBeReadAsync(catalog, id);

        var before = await catalog.DetailsAsync(id);
        (await catalog.EditAsync(id, new AnnotationEdit
        {
            FromVersion = before.Image.Version,
            Boxes = [new BoxEdit(before.Objects[0].IdIn(id), "Teapot", before.Objects[0].Box)],
            Rejected = [before.Objects[3].IdIn(id)],
            Review = ReviewState.Approved,
        })).ShouldBe(EditOutcome.Applied);
        (await catalog.DetailsAsync(id)).Boxes.ShouldHaveSingleItem().Origin.ShouldBe(CaptionOrigin.Model);
        (await LabelsAsync(database, id)).ShouldBe(["teapot Teapot 1 1"]);
        (await catalog.SearchAsync("teapot")).ShouldBe([id]);
    }

    /// <summary>What the program before wrote is read by this one.</summary>
    public static Task ShouldBeReadAsync(ICatalogDatabase database, ManualTimeProvider clock, ImageId id) => ShouldBeReadAsync(new CatalogFixture(database, clock), id);

    private static async Task ShouldBeReadAsync(CatalogFixture catalog, ImageId id)
    {
        var details = await catalog.DetailsAsync(id);
        (details.Image.Caption, details.Image.Version, details.Image.Review, details.Image.OverallStatus).ShouldBe(("A table", 3, ReviewState.Unreviewed, TaskState.Completed));
        details.Tags.ShouldBe(["Tea"]);
        details.Objects.Select(found => found.Label).ShouldBe(["Teapot", "teapot", " ", Long]);
        details.Boxes.ShouldBeEmpty();
        details.Rejected.ShouldBeEmpty();
        details.History.ShouldHaveSingleItem();
    }

    private static Task<List<string>> LabelsAsync(ICatalogDatabase database, ImageId id) => database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT l.label_key, l.label, l.boxes, l.suggestions FROM image_labels l JOIN images i ON i.seq = l.seq WHERE i.id = '{id}' ORDER BY l.label_key";
            await using var reader = await command.ExecuteReaderAsync(token);
            var labels = new List<string>();
            while (await reader.ReadAsync(token))
            {
                labels.Add($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetInt32(2)} {reader.GetInt32(3)}");
            }

            return labels;
        },
        Token);

    private static Task<int> ExecuteAsync(ICatalogDatabase database, string statement) => database.WriteAsync(
        async (transaction, token) =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, statement);
            return await command.ExecuteNonQueryAsync(token);
        },
        Token);
}
