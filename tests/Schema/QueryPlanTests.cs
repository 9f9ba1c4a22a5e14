using Vignette.Conformance.Catalog;
using Vignette.Schema.Catalog;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Schema.Tests;

/// <summary>No statement reads a table from end to end or sorts what it found: that is what keeps them fast at any size.</summary>
public sealed class QueryPlanTests : IAsyncDisposable
{
    // Small by nature, or a walk over an index that a person asked for.
    private static readonly string[] Exceptions = ["schema_migrations", "GROUP BY queue", "ORDER BY id DESC LIMIT @limit", "receipt IS NOT NULL", "token IS NOT NULL", "@numbers", "@digests"];

    // The match (M) and the rowid's bound are given to FTS5, and that its order is the list's.
    private const string Match = "SCAN image_search VIRTUAL TABLE INDEX 192:M5<";

    private readonly SqliteDatabaseFactory _factory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    /// <summary>Queries, and what their list walks.</summary>
    public static TheoryData<ImageQuery, string> Lists
    {
        get
        {
            var day = new DateOnly(2020, 1, 1);
            return new()
            {
                { new ImageQuery(), "SEARCH i USING INDEX images_visible (visible=? AND seq<?)" },
                { new ImageQuery { Sort = ImageSort.Oldest }, "SEARCH i USING INDEX images_visible (visible=? AND seq>?)" },
                { new ImageQuery { Sort = ImageSort.TakenNewest }, "SEARCH i USING INDEX images_taken (visible=? AND taken_at>?)" },
                { new ImageQuery { Sort = ImageSort.TakenOldest, TakenFrom = day, TakenTo = day }, "SEARCH i USING INDEX images_taken (visible=? AND taken_at>? AND taken_at<?)" },
                { new ImageQuery { Sort = ImageSort.Name }, "SEARCH i USING INDEX images_name (visible=? AND name_key>?)" },
                { new ImageQuery { UploadedFrom = day }, "SEARCH i USING INDEX images_uploaded (visible=? AND uploaded_at>?)" },
                { new ImageQuery { Status = TaskState.Failed }, "SEARCH i USING INDEX images_status (visible=? AND status=? AND seq<?)" },
                { new ImageQuery { Review = ReviewState.Approved }, "SEARCH i USING INDEX images_review (visible=? AND review=? AND seq<?)" },
                { new ImageQuery { Owner = "ann" }, "SEARCH i USING INDEX images_owner (visible=? AND owner=? AND seq<?)" },
                { new ImageQuery { Tag = "tea" }, "SEARCH g USING COVERING INDEX image_tags_tag (tag_key=? AND seq<?)" },
                { new ImageQuery { Label = "tea" }, "SEARCH g USING COVERING INDEX image_labels_label (label_key=? AND seq<?)" },

                { new ImageQuery { Text = "tea" }, Match },
                { new ImageQuery { Text = "tea \"pot of\"", Tag = "tea" }, Match },
                { new ImageQuery { Label = "tea", Review = ReviewState.Approved }, Match },
                { new ImageQuery { Text = "tea", Owner = "ann", TakenFrom = day }, Match },
                { new ImageQuery { Text = "tea", Sort = ImageSort.TakenNewest }, "SEARCH i USING INDEX images_taken (visible=? AND taken_at>?)" },
                { new ImageQuery { Tag = "tea", Sort = ImageSort.Name }, "SEARCH i USING INDEX images_name (visible=? AND name_key>?)" },
                { new ImageQuery { Owner = "ann", TakenFrom = day }, "SEARCH i USING INDEX images_owner (visible=? AND owner=? AND seq<?)" },
                { new ImageQuery { UploadedTo = day, TakenTo = day, Tag = "tea" }, "SEARCH i USING INDEX images_uploaded (visible=? AND uploaded_at<?)" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_walks_one_index(ImageQuery query, string walk)
    {
        var clock = new ManualTimeProvider();
        await using var database = await SqliteDatabaseFactory.OpenAsync(_factory.Path, clock, Token);
        await FillAsync(database);
        var before = database.Statements.ToList();

        await new ImageReader(database, Viewer.OfEverything).ListAsync(query, Token);

        var statements = database.Statements.Except(before).Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        // Whether there are few is counted first.
        var page = statements.First(sql => !sql.StartsWith("SELECT COUNT", StringComparison.Ordinal));
        (await ExplainAsync(database, page)).First(step => !step.StartsWith("CO-ROUTINE", StringComparison.Ordinal)).ShouldStartWith(walk);
        foreach (var statement in statements)
        {
            var plan = await ExplainAsync(database, statement);
            plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)).ShouldAllBe(step => step.Contains(" VIRTUAL TABLE INDEX", StringComparison.Ordinal) || step == "SCAN n" || step.StartsWith("SCAN (", StringComparison.Ordinal), statement);
        }

        // A page that is read along its index is never sorted.
        (await ExplainAsync(database, page)).ShouldAllBe(step => !step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    /// <summary>Queries for dates of which there are few images, and what finds them.</summary>
    public static TheoryData<ImageQuery, string> Narrow
    {
        get
        {
            var day = new DateOnly(2019, 1, 1);
            return new()
            {
                { new ImageQuery { TakenTo = day }, "SEARCH i USING INDEX images_taken (visible=? AND taken_at>? AND taken_at<?)" },
                { new ImageQuery { TakenTo = day, Tag = "tea" }, Match },
                { new ImageQuery { TakenTo = day, Sort = ImageSort.Name }, "SEARCH i USING INDEX images_taken (visible=? AND taken_at>? AND taken_at<?)" },
                { new ImageQuery { TakenTo = day, Text = "tea" }, Match },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Narrow))]
    public async Task Few_images_of_some_dates_are_gathered(ImageQuery query, string first)
    {
        var clock = new ManualTimeProvider();
        await using var database = await SqliteDatabaseFactory.OpenAsync(_factory.Path, clock, Token);
        await FillAsync(database);
        var before = database.Statements.ToList();

        await new ImageReader(database, Viewer.OfEverything).ListAsync(query, Token);

        var list = database.Statements.Except(before).Where(sql => sql.StartsWith("SELECT i.seq, ", StringComparison.Ordinal) && !sql.Contains("@numbers", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (await ExplainAsync(database, list))[0].ShouldStartWith(first);
    }

    // As many images as are looked at one by one, or gathered, and more.
    private static Task<int> FillAsync(SqliteCatalogDatabase database) => database.WriteAsync(
        async (transaction, token) =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText =
                $"""
                INSERT INTO images (id, owner, file_name, object_key, object_key_sha256, stored, content_type, size, uploaded_at, updated_at, taken_at, name_key)
                WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {ImageList.Narrow + 100})
                SELECT printf('%032x', n), 'ann', n, n, n, 1, 'image/jpeg', 1, n, n, '2020-01-01T00:00:00', n FROM n
                """;
            await command.ExecuteNonQueryAsync(token);

            // More than are sorted at once.
            command.CommandText =
                $"INSERT INTO image_search (rowid, caption, marks) SELECT seq, 'tea', '{SqliteDialect.SearchMark(SearchMarks.Tag("tea"))}' FROM images WHERE seq <= {ImageList.Few + 100}";
            return await command.ExecuteNonQueryAsync(token);
        },
        Token);

    [Fact]
    public async Task Everything_else_finds_its_rows_by_an_index()
    {
        var clock = new ManualTimeProvider();
        await using var database = await SqliteDatabaseFactory.OpenAsync(_factory.Path, clock, Token);
        await UseEverythingAsync(new CatalogFixture(database, clock));

        var statements = database.Statements
            .Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.StartsWith("UPDATE", StringComparison.Ordinal) || sql.StartsWith("DELETE", StringComparison.Ordinal))
            .Where(sql => !Exceptions.Any(sql.Contains) && !sql.Contains("image_search", StringComparison.Ordinal))
            .ToList();
        statements.Count.ShouldBeGreaterThan(25);
        foreach (var sql in statements)
        {
            (await ExplainAsync(database, sql)).ShouldAllBe(step => step.StartsWith("SEARCH", StringComparison.Ordinal), sql);
        }
    }

    [Fact]
    public async Task Known_contents_are_found_by_their_index()
    {
        var clock = new ManualTimeProvider();
        await using var database = await SqliteDatabaseFactory.OpenAsync(_factory.Path, clock, Token);
        await new ImageDigests(database, clock).FindAsync(Viewer.OfEverything, [new string('a', 64)], Token);

        var plan = await ExplainAsync(database, database.Statements.Single(sql => sql.Contains("@digests", StringComparison.Ordinal)));
        plan.ShouldContain("SEARCH i USING INDEX images_sha256 (sha256=?)");
        plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)).ShouldAllBe(step => step.Contains(" VIRTUAL TABLE INDEX", StringComparison.Ordinal) || step == "SCAN k");
    }

    private static async Task UseEverythingAsync(CatalogFixture catalog)
    {
        var id = await catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        await catalog.EditAsync(id, new AnnotationEdit { Caption = "x", Tags = ["y"] });
        var suggestion = (await catalog.DetailsAsync(id)).Objects[0].IdIn(id);
        await catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", new BoundingBox(0, 0, 1, 1))], Rejected = [suggestion], Review = ReviewState.Approved });
        await catalog.EditAsync(id, new AnnotationEdit { Boxes = [], Rejected = [] });
        await catalog.Reader.AnnotationHistoryAsync(id, 10, Token);
        await catalog.Uploads.AdoptAsync(catalog.NewImage(), new StoredOriginal("v1", 1, null), Token);
        await catalog.Uploads.UnknownKeysAsync(["x"], Token);
        await catalog.Digests.NoteAsync(id, "v1", new string('a', 64), Token);
        await catalog.Uploads.BeginAsync(catalog.NewImage(idempotencyKey: "k"), Token);
        await catalog.Uploads.BeginAsync(catalog.NewImage(idempotencyKey: "k"), Token);
        var other = await catalog.StoreAsync();
        await catalog.Ledger.FailAsync(await catalog.ClaimAsync(other, TaskKind.Thumbnail), "no", Token);
        await catalog.Ledger.ResetFailedAsync(other, Token);
        await catalog.ClaimAsync(other, TaskKind.Thumbnail);
        await catalog.Ledger.ReleaseAllAsync(Token);
        await catalog.Changes.CurrentAsync(Token);
        await catalog.Changes.SinceAsync(0, 10, Token);
        await catalog.Stuck.UnfinishedAsync(catalog.Clock.GetUtcNow(), 0, 10, Token);
        await catalog.Stuck.UnpublishedAsync(catalog.Clock.GetUtcNow(), 0, 10, Token);
        await catalog.Ledger.ClaimPublicationAsync(other, CatalogFixture.Lease, Token);
        await catalog.Stuck.UnstoredAsync(catalog.Clock.GetUtcNow(), 0, 10, Token);
        await catalog.Reader.ExistsAsync(id, Token);
        await catalog.Removals.TrashAsync(id, "ann", catalog.Clock.GetUtcNow() + TimeSpan.FromDays(1), Token);
        await catalog.Trash.FindAsync(Viewer.OfEverything, id, Token);
        await catalog.Trash.ListAsync(Viewer.OfEverything, null, 10, Token);
        await catalog.Trash.CountAsync(Viewer.OfEverything, Token);
        await catalog.Removals.RestoreAsync(id, Token);
        await catalog.Removals.MarkTrashedAsync(id, Token);
        await catalog.Removals.MarkAsync(id, Token);
        await catalog.Removals.MarkedBeforeAsync(catalog.Clock.GetUtcNow(), 10, Token);
        await catalog.Removals.PurgeAsync(id, Token);
        await catalog.Queue.SendAsync(["q"], "x", "id", Token);
        var message = (await catalog.Queue.ReceiveAsync("q", 1, CatalogFixture.Lease, Token))[0];
        await catalog.Queue.ReturnAsync(message, TimeSpan.Zero, uncount: false, Token);
        await catalog.Queue.NextVisibleAtAsync("q", Token);
        message = (await catalog.Queue.ReceiveAsync("q", 1, CatalogFixture.Lease, Token))[0];
        await catalog.Queue.BuryAsync(message, "x", Token);
    }

    private static Task<List<string>> ExplainAsync(SqliteCatalogDatabase database, string sql) => database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
            foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@\\w+").Select(match => match.Value).Distinct())
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(token);
            var steps = new List<string>();
            while (await reader.ReadAsync(token))
            {
                steps.Add(reader.GetString(3));
            }

            return steps;
        },
        Token);
}
