using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary>The real program, killed again and again while pictures go into the trash, come back and are deleted for good.</summary>
public sealed class TrashCrashTest
{
    private const int Pictures = 64;
    private const int Clients = 4;
    private const int AnsweredBeforeKill = 12;
    private const int KilledSweeps = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_was_answered_holds_and_what_is_deleted_for_good_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        List<string> ids;
        await using (var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: Token))
        {
            ids = await UploadAsync(program.Http);
            (await program.StopAsync(Token)).ShouldBe(0, program.Output);
        }

        // By its place: stays, goes into the trash, comes back, is deleted for good.
        var left = ids.Index().SelectMany(picture => Steps(picture.Index % 4, picture.Item)).ToLookup(step => step.Id);
        var queues = ids.Chunk(Pictures / Clients).Select(chunk => new Queue<Step>(chunk.SelectMany(id => left[id]))).ToList();
        var kills = 0;
        while (queues.Any(queue => queue.Count > 0))
        {
            await using var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: Token);
            var answered = 0;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var clients = queues.ConvertAll(queue => WorkAsync(program.Http, queue, () =>
            {
                if (Interlocked.Increment(ref answered) == AnsweredBeforeKill)
                {
                    reached.SetResult();
                }
            }));
            await Task.WhenAny(reached.Task, Task.WhenAll(clients));
            await program.KillAsync();
            await Task.WhenAll(clients);
            kills++;
        }

        kills.ShouldBeGreaterThan(2);
        string[] Those(int place) => [.. ids.Index().Where(picture => picture.Index % 4 == place).Select(picture => picture.Item)];
        await using (var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: Token))
        {
            (await IdsAsync(program.Http, "/api/images?limit=200")).ShouldBe([.. Those(0), .. Those(2)], ignoreOrder: true);
            (await IdsAsync(program.Http, "/api/trash?limit=200")).ShouldBe(Those(1), ignoreOrder: true);
            (await program.StopAsync(Token)).ShouldBe(0, program.Output);
        }

        await MakeOlderAsync(folder);
        for (var i = 0; i < KilledSweeps; i++)
        {
            await using var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: Token);
            await program.KillAsync();
        }

        await using (var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: Token))
        {
            await Eventually.BeAsync(async () => await CountAsync(folder) == Pictures - Those(3).Length);
            foreach (var id in Those(1))
            {
                using var restored = await program.Http.PostAsync(new Uri($"/api/images/{id}/restore", UriKind.Relative), content: null, Token);
                restored.StatusCode.ShouldBe(HttpStatusCode.NoContent);
                using var thumb = await program.Http.GetAsync(new Uri($"/media/{id}/thumb", UriKind.Relative), Token);
                thumb.StatusCode.ShouldBe(HttpStatusCode.OK);
            }

            (await program.StopAsync(Token)).ShouldBe(0, program.Output);
        }

        // No object is left of what is gone, and none is gone of what is left.
        foreach (var bucket in (string[])["originals", "renditions"])
        {
            var files = Directory.EnumerateFiles(folder.File(bucket), "*", SearchOption.AllDirectories).ToList();
            Those(3).Where(id => files.Exists(file => file.Contains(id, StringComparison.Ordinal))).ShouldBeEmpty(bucket);
            ids.Except(Those(3)).Where(id => !files.Exists(file => file.Contains(id, StringComparison.Ordinal))).ShouldBeEmpty(bucket);
        }
    }

    private static IEnumerable<Step> Steps(int place, string id)
    {
        Step trash = new(id, HttpMethod.Delete, $"/api/images/{id}"), restore = new(id, HttpMethod.Post, $"/api/images/{id}/restore"), purge = new(id, HttpMethod.Delete, $"/api/trash/{id}");
        return place switch
        {
            0 => [],
            1 => [trash],
            2 => [trash, restore],
            _ => [trash, purge],
        };
    }

    // A step that was not answered is done again: it may have been done.
    private static async Task WorkAsync(HttpClient http, Queue<Step> steps, Action answered)
    {
        try
        {
            while (steps.TryPeek(out var step))
            {
                using var request = new HttpRequestMessage(step.Method, step.Path);
                using var response = await http.SendAsync(request, Token);
                response.StatusCode.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.NotFound);
                steps.Dequeue();
                answered();
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private static async Task<List<string>> UploadAsync(HttpClient http)
    {
        var content = await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), Token);
        using var form = new MultipartFormDataContent();
        foreach (var number in Enumerable.Range(0, Pictures))
        {
            form.Add(new ByteArrayContent(content), "file", $"{number}.png");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, Token);
        using var reply = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        await Eventually.BeAsync(async () => (await IdsAsync(http, "/api/images?status=completed&limit=200")).Count == Pictures);
        return [.. reply.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("id").GetString()!)];
    }

    private static async Task<List<string>> IdsAsync(HttpClient http, string path)
    {
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Token));
        return [.. page.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("id").GetString()!)];
    }

    // The sweep purges what was deleted for good a while ago.
    private static async Task MakeOlderAsync(TemporaryFolder folder)
    {
        await using var database = SqliteCatalogDatabase.Open(folder.File("vignette.db"));
        await database.WriteAsync(
            async (transaction, token) =>
            {
                await using var command = transaction.Connection!.CreateCommand();
                (command.Transaction, command.CommandText) = (transaction, $"UPDATE images SET deleted_at = deleted_at - 3600000 WHERE deleted_at <= {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}");
                return await command.ExecuteNonQueryAsync(token);
            },
            Token);
    }

    private static async Task<long> CountAsync(TemporaryFolder folder)
    {
        await using var database = SqliteCatalogDatabase.Open(folder.File("vignette.db"));
        return await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT COUNT(*) FROM images";
                return Convert.ToInt64(await command.ExecuteScalarAsync(token), CultureInfo.InvariantCulture);
            },
            Token);
    }

    private sealed record Step(string Id, HttpMethod Method, string Path);
}
