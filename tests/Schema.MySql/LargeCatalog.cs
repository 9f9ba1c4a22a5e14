using System.Globalization;
using System.Text;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

/// <summary>A catalog of 100,000 images, written row by row as the program would, but many at once; for tests that only read it.</summary>
public sealed class LargeCatalog(MySqlServer server) : IAsyncLifetime
{
    public const int Images = 100_000;

    /// <summary>In every image's words.</summary>
    public const string FrequentWord = "picture";

    /// <summary>In ten images' words, none of them among the newest.</summary>
    public const string RareWord = "zeppelin";

    /// <summary>In one image of a hundred.</summary>
    public const string SeldomWord = "harbour";

    /// <summary>In every image but the newest half.</summary>
    public const string OldWord = "sepia";

    /// <summary>On one image of twenty.</summary>
    public const string Tag = "boat";

    /// <summary>Failed is one image of a thousand.</summary>
    public const int FailedEvery = 1000;

    /// <summary>Approved is one image of three.</summary>
    public const int ApprovedEvery = 3;

    /// <summary>On one image of ten.</summary>
    public const string Label = "roof";

    private const int AtOnce = 2000;

    private readonly MySqlDatabaseFactory _factory = new(server);

    internal MySqlCatalogDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!server.IsThere)
        {
            return;
        }

        // One connection, so that what it ran can be asked of it.
        Database = MySqlDatabaseFactory.Open(await _factory.CreateSchemaAsync(CancellationToken.None) with { PoolSize = 1 });
        await new Migrator(Database, new ManualTimeProvider()).MigrateAsync(CancellationToken.None);
        foreach (var chunk in Enumerable.Range(1, Images).Chunk(AtOnce))
        {
            await Database.WriteAsync(
                async (transaction, token) =>
                {
                    foreach (var statement in Statements(chunk))
                    {
                        await using var command = transaction.Connection!.CreateCommand();
                        (command.Transaction, command.CommandText) = (transaction, statement);
                        await command.ExecuteNonQueryAsync(token);
                    }

                    return 0;
                },
                CancellationToken.None);
        }

        // The rows of their words are written as an upgrade writes them.
        var rows = MigrationSteps.Of(Migration.All(Database.Dialect).Single(migration => migration.Name == "0003_words").Text)[^1];
        foreach (var statement in (string[])[rows, "ANALYZE TABLE images, tasks, image_tags, image_labels, image_search, image_words"])
        {
            await Database.WriteAsync(
                async (transaction, token) =>
                {
                    await using var command = transaction.Connection!.CreateCommand();
                    (command.Transaction, command.CommandText, command.CommandTimeout) = (transaction, statement, 0);
                    return await command.ExecuteNonQueryAsync(token);
                },
                CancellationToken.None);
        }
    }

    /// <summary>The catalog. Skips the test where there is no server.</summary>
    internal ImageReader Reader()
    {
        server.SkipUnlessThere();
        return new ImageReader(Database, Viewer.OfEverything);
    }

    /// <summary>The queries that the last list ran, with their values.</summary>
    internal Task<List<string>> StatementsAsync(CancellationToken cancellationToken) => Database.QueryAsync(
        async (sql, token) =>
        {
            var all = await sql.QueryAsync(
                "SELECT sql_text FROM performance_schema.events_statements_history WHERE thread_id = PS_CURRENT_THREAD_ID() ORDER BY event_id DESC",
                [],
                row => row.GetString(0),
                token);

            // Back to the beginning of its transaction, and without that of this one.
            return all.SkipWhile(text => !text.StartsWith("ROLLBACK", StringComparison.Ordinal)).Skip(1)
                .TakeWhile(text => !text.StartsWith("START", StringComparison.Ordinal)).Where(text => text.StartsWith("SELECT", StringComparison.Ordinal)).Reverse().ToList();
        },
        cancellationToken);

    internal Task<List<PlanStep>> ExplainAsync(string statement, CancellationToken cancellationToken) => Database.QueryAsync(
        (sql, token) => sql.QueryAsync(
            $"EXPLAIN FORMAT=TRADITIONAL {statement}",
            [],
            row => new PlanStep(row.Text(2), row.Text(4), row.Text(6), row.Text(11) ?? ""),
            token),
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
            await _factory.DisposeAsync();
        }
    }

    public static bool IsFailed(int n) => n % FailedEvery == 0;

    private static IEnumerable<string> Statements(int[] numbers)
    {
        yield return Insert(
            "images (seq, id, owner, file_name, object_key, object_key_sha256, object_version, `stored`, content_type, size, uploaded_at, updated_at, status, caption, review, taken_at, name_key)",
            numbers.Select(n => $"({n}, LPAD(LOWER(HEX({n})), 32, '0'), 'ann', 'IMG_{n}.jpg', 'originals/{n}.jpg', UNHEX(SHA2('{n}', 256)), 'v1', 1, 'image/jpeg', 1000, {n}, {n}, {(int)(IsFailed(n) ? TaskState.Failed : TaskState.Completed)}, '{Caption(n)}', {(int)(n % ApprovedEvery == 0 ? ReviewState.Approved : ReviewState.Unreviewed)}, '{Taken(n):s}', '{NameKey.Of($"IMG_{n}.jpg")}')"));
        yield return Insert("image_labels (seq, label_key, label, boxes, suggestions)", numbers.SelectMany(n => Labels(n).Select(label => $"({n}, '{label}', '{label}', 1, 0)")));
        yield return Insert(
            "tasks (seq, task, state, attempts)",
            numbers.SelectMany(n => new[] { $"({n}, 0, {(int)(IsFailed(n) ? TaskState.Failed : TaskState.Completed)}, 1)", $"({n}, 1, {(int)TaskState.Completed}, 1)" }));
        yield return Insert("image_tags (seq, position, tag_key, tag)", numbers.SelectMany(n => Tags(n).Select((tag, i) => $"({n}, {i}, '{tag}', '{tag}')")));
        yield return Insert(
            "image_search (seq, words)",
            numbers.Select(n => $"({n}, '{SearchWords.Document($"IMG_{n}.jpg", Caption(n), string.Join('\n', Tags(n)), null)}')"));
    }

    private static string Insert(string into, IEnumerable<string> rows) => new StringBuilder($"INSERT INTO {into} VALUES ").AppendJoin(',', rows).ToString();

    /// <summary>The later the older its picture is.</summary>
    public static DateTime Taken(int n) => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddHours(-n);

    private static string[] Labels(int n) => n % 10 == 0 ? ["wall", Label] : ["wall"];

    private static string[] Tags(int n) => n % 20 == 0 ? [$"tag{n % 50}", Tag] : [$"tag{n % 50}"];

    private static string Caption(int n)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"A {FrequentWord} of a quiet street with {n % 50} old houses number {n}");
        words += n % 100 == 0 ? $" by the {SeldomWord}" : "";
        words += n % (Images / 10) == Images / 20 ? $" and a {RareWord}" : "";
        return n <= Images / 2 ? $"{words}, {OldWord}" : words;
    }
}
