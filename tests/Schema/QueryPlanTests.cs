using Vignette.Conformance.Catalog;
using Vignette.Schema.Catalog;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Schema.Tests;

/// <summary>No statement reads a table from end to end or sorts what it found: that is what keeps them fast at any size.</summary>
public sealed class QueryPlanTests : IAsyncDisposable
{
    // Small by nature, or a walk over an index that a person asked for.
    private static readonly string[] Exceptions = ["schema_migrations", "GROUP BY queue", "ORDER BY id DESC LIMIT @limit", "receipt IS NOT NULL", "token IS NOT NULL"];

    private readonly SqliteDatabaseFactory _factory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    public static TheoryData<string?, string?, TaskState?> Lists()
    {
        var lists = new TheoryData<string?, string?, TaskState?>();
        foreach (var text in (string?[])[null, "tea", "tea \"pot of\""])
        {
            foreach (var tag in (string?[])[null, "tea"])
            {
                foreach (var status in (TaskState?[])[null, TaskState.Pending, TaskState.Completed])
                {
                    lists.Add(text, tag, status);
                }
            }
        }

        return lists;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_walks_one_index(string? text, string? tag, TaskState? status)
    {
        var clock = new ManualTimeProvider();
        await using var database = await SqliteDatabaseFactory.OpenAsync(_factory.Path, clock, Token);
        var list = ImageList.For(new ImageQuery { Text = text, Tag = tag, Status = status }, database.Dialect);

        var plan = await ExplainAsync(database, list.Statement);

        plan[0].ShouldStartWith((text, tag, status) switch
        {
            (null, null, null) => "SEARCH i USING INDEX images_visible (visible=? AND seq<?)",
            (null, null, _) => "SEARCH i USING INDEX images_status (visible=? AND status=? AND seq<?)",
            (null, _, null) => "SEARCH g USING COVERING INDEX image_tags_tag (tag_key=? AND seq<?)",
            _ => "SCAN image_search VIRTUAL TABLE INDEX",
        });
        if (plan[0].StartsWith("SCAN", StringComparison.Ordinal))
        {
            // What it gives to FTS5: the match (M), and the rowid's upper bound.
            plan[0].ShouldEndWith(":M5<");
        }

        plan.Skip(1).ShouldAllBe(step => step.StartsWith("SEARCH", StringComparison.Ordinal));
    }

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
        await catalog.Stuck.UnstoredAsync(catalog.Clock.GetUtcNow(), 0, 10, Token);
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
