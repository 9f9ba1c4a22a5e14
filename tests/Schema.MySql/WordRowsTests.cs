using System.Globalization;
using Vignette.Conformance.Catalog;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

/// <summary>An image has a row for each of its words and no others, whoever wrote them.</summary>
public sealed class WordRowsTests(MySqlServer server) : IAsyncLifetime
{
    // The migration that makes the rows.
    private const int Number = 3;

    private readonly ManualTimeProvider _clock = new();
    private readonly MySqlDatabaseFactory _factory = new(server);
    private MySqlCatalogDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = MySqlDatabaseFactory.Open(await _factory.CreateSchemaAsync(Token));

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _factory.DisposeAsync();
    }

    [Fact]
    public async Task Rows_follow_whatever_is_changed()
    {
        await new Migrator(_database, _clock).MigrateAsync(Token);
        var catalog = new CatalogFixture(_database, _clock);
        var id = await catalog.CompleteAsync("Straße 1.jpg", "A teapot, a teapot and " + new string('猫', 400), "tea");
        var other = await catalog.CompleteAsync("b.jpg", "A teapot");
        await RowsShouldBeOfWordsAsync(2);

        (await catalog.EditAsync(id, new AnnotationEdit { Caption = "One teapot", Tags = ["boat", "tea"], Boxes = [] })).ShouldBe(EditOutcome.Applied);
        await RowsShouldBeOfWordsAsync(2);

        await catalog.Removals.TrashAsync(other, "ann", _clock.GetUtcNow() + TimeSpan.FromDays(1), Token);
        await RowsShouldBeOfWordsAsync(1);
        await catalog.Removals.RestoreAsync(other, Token);
        await RowsShouldBeOfWordsAsync(2);

        await catalog.Removals.MarkAsync(id, Token);
        await catalog.Removals.MarkAsync(other, Token);
        await RowsShouldBeOfWordsAsync(0);
    }

    [Fact]
    public async Task An_upgrade_writes_the_rows_of_what_there_is()
    {
        await BeforeAsync();
        var catalog = new CatalogFixture(_database, _clock);
        string?[] captions = ["A teapot; a teapot", "", null, "Donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungskommissionsvorsitzender", new string('a', 20_000), "猫が好き ½ z qz"];
        var ids = new List<ImageId>();
        foreach (var caption in captions)
        {
            ids.Add(await WriteAsBeforeAsync(caption));
        }

        await new Migrator(_database, _clock).MigrateAsync(Token);

        await RowsShouldBeOfWordsAsync(captions.Length);
        await catalog.FillAsync(20);
        foreach (var (text, number) in ((string, int)[])[("teap", 0), ("donaudampfschiff", 3), (new string('a', 30), 4), (new string('a', 500), 4), ("\"猫が好き\"", 5)])
        {
            (await catalog.ListAsync(new ImageQuery { Text = text, Limit = 1 })).ShouldBe([ids[number]], text);
        }
    }

    [Fact]
    public async Task What_the_program_before_wrote_is_found_after_the_next_sweep()
    {
        await BeforeAsync();
        var changed = await WriteAsBeforeAsync("A teapot");
        await new Migrator(_database, _clock).MigrateAsync(Token);
        var catalog = new CatalogFixture(_database, _clock);
        await ExecuteAsync($"UPDATE images SET caption = 'A harbour' WHERE id = '{changed}'");
        await ExecuteAsync($"UPDATE image_search SET words = '{SearchWords.Document("a.jpg", "A harbour", "", "")}'");
        var added = await WriteAsBeforeAsync("A lighthouse");
        await catalog.FillAsync(20);

        (await new SearchRenewal(_database).RunAsync(Token)).ShouldBe(2);
        (await new SearchRenewal(_database).RunAsync(Token)).ShouldBe(0);

        (await catalog.ListAsync(new ImageQuery { Text = "harbour", Limit = 1 })).ShouldBe([changed]);
        (await catalog.ListAsync(new ImageQuery { Text = "\"lighthouse\"", Limit = 1 })).ShouldBe([added]);
        (await catalog.ListAsync(new ImageQuery { Text = "teapot", Limit = 1 })).ShouldBeEmpty();
    }

    private async Task BeforeAsync() => await new Migrator(_database, _clock, [.. Migration.All(_database.Dialect).Take(Number - 1)]).MigrateAsync(Token);

    // As the program before does, which knows no rows.
    private async Task<ImageId> WriteAsBeforeAsync(string? caption)
    {
        var id = ImageId.New(_clock);
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        await ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                INSERT INTO images (id, owner, file_name, object_key, object_key_sha256, `stored`, content_type, size, uploaded_at, updated_at, name_key, caption)
                VALUES ('{id}', 'ann', 'a.jpg', 'originals/{id}.jpg', UNHEX(SHA2('{id}', 256)), 1, 'image/jpeg', 1, {now}, {now}, 'a.jpg', '{caption}')
                """));
        await ExecuteAsync($"INSERT INTO image_search (seq, words) SELECT seq, '{SearchWords.Document("a.jpg", caption, "", "")}' FROM images WHERE id = '{id}'");
        return id;
    }

    private async Task RowsShouldBeOfWordsAsync(int images)
    {
        var words = await _database.QueryAsync(
            (sql, token) => sql.QueryAsync("SELECT seq, words FROM image_search", [], row => (Sequence: row.GetInt64(0), Words: row.GetString(1)), token), Token);
        var rows = await _database.QueryAsync(
            (sql, token) => sql.QueryAsync("SELECT seq, word FROM image_words", [], row => (Sequence: row.GetInt64(0), Word: row.GetString(1)), token), Token);
        words.Count.ShouldBe(images);
        rows.Order().ShouldBe(words.SelectMany(image => WordRows.Of(image.Words).Select(word => (image.Sequence, word))).Order());
    }

    private Task<int> ExecuteAsync(string statement) => _database.ChangeAsync((sql, token) => sql.ExecuteAsync(statement, [], token), Token);
}
