using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Queue;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Cli.Tests;

/// <summary>The real program, killed again and again in the middle of its work.</summary>
public sealed class CrashTest
{
    private const int Kills = 8;
    private const int Clients = 4;

    private static readonly string[] Pictures = ["good/rocket-exif1.jpg", "good/astronaut-progressive.jpg", "good/one-pixel.png", "good/coffee-animated.gif"];

    [Fact]
    public async Task Every_accepted_image_is_completed_exactly_once_however_often_the_program_is_killed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var accepted = new ConcurrentBag<string>();
        var random = new Random(20260101);

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: cancellationToken);
            var target = accepted.Count + random.Next(1, 30);
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var clients = Enumerable.Range(0, Clients)
                .Select(client => UploadUntilDeadAsync(program.Http, client, accepted, target, reached, cancellationToken))
                .ToArray();
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
            await program.KillAsync();
            await Task.WhenAll(clients);
        }

        await using (var program = await VignetteProcess.StartAsync(folder.Path, cancellationToken: cancellationToken))
        {
            await AllSettledAsync(program.Http, cancellationToken);
            await QueuesEmptyAsync(folder.Path, cancellationToken);
            (await program.StopAsync(cancellationToken)).ShouldBe(0, program.Output);
        }

        await AssertWholeAsync(folder.Path, accepted, cancellationToken);
    }

    private static async Task UploadUntilDeadAsync(
        HttpClient http,
        int client,
        ConcurrentBag<string> accepted,
        int target,
        TaskCompletionSource reached,
        CancellationToken cancellationToken)
    {
        try
        {
            for (var n = client; ; n++)
            {
                var path = Photos.Path(Pictures[n % Pictures.Length]);
                using var body = new MultipartFormDataContent
                {
                    { new ByteArrayContent(await File.ReadAllBytesAsync(path, cancellationToken)), "file", Path.GetFileName(path) },
                };
                using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = body };
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                using var response = await http.SendAsync(request, cancellationToken);
                using var reply = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
                response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, reply.RootElement.ToString());
                accepted.Add(reply.RootElement.GetProperty("images")[0].GetProperty("id").GetString()!);
                if (accepted.Count >= target)
                {
                    reached.TrySetResult();
                }
            }
        }
        catch (HttpRequestException)
        {
            // Killed: what was not answered was not accepted.
        }
        catch (ShouldAssertException fault)
        {
            reached.TrySetException(fault);
        }
    }

    private static async Task AllSettledAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        foreach (var status in (string[])["pending", "processing"])
        {
            while (true)
            {
                using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/images?status={status}&limit=1", limit.Token));
                if (page.RootElement.GetProperty("images").GetArrayLength() == 0)
                {
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }

    // An image that was in work when the program was killed has been announced again: what that says is still heard after all is done.
    private static async Task QueuesEmptyAsync(string folder, CancellationToken cancellationToken)
    {
        await using var database = Open(folder);
        var queue = new MessageQueue(database, TimeProvider.System);
        await Eventually.BeAsync(async () => (await queue.DepthsAsync(cancellationToken)).Values.All(depth => depth.Waiting == 0 && depth.InFlight == 0));
    }

    private static SqliteCatalogDatabase Open(string folder) => SqliteCatalogDatabase.Open(Path.Combine(folder, "vignette.db"));

    private static async Task AssertWholeAsync(string folder, ConcurrentBag<string> accepted, CancellationToken cancellationToken)
    {
        await using var database = Open(folder);
        var reader = new ImageReader(database, Viewer.OfEverything);
        accepted.Count.ShouldBeGreaterThanOrEqualTo(Kills);
        foreach (var id in accepted)
        {
            var details = (await reader.DetailsAsync(ImageId.Parse(id), cancellationToken)).ShouldNotBeNull($"{id} was accepted and is gone.");
            details.Image.OverallStatus.ShouldBe(TaskState.Completed);
            details.Image.Picture.ShouldNotBeNull();
            details.Image.Caption.ShouldNotBeNullOrWhiteSpace();
            foreach (var task in TaskKinds.OfObjects)
            {
                details.History.Count(step => step.Task == task && step.State == TaskState.Completed).ShouldBe(1, $"{task} of {id}");
            }

            foreach (var rendition in RenditionNames.All)
            {
                File.Exists(Path.Combine(folder, "renditions", ObjectKeys.Rendition(details.Image.Id, rendition))).ShouldBeTrue();
            }
        }

        var depths = await new MessageQueue(database, TimeProvider.System).DepthsAsync(cancellationToken);
        depths.Values.ShouldAllBe(depth => depth.Waiting == 0 && depth.InFlight == 0 && depth.Dead == 0);

        var rows = await CountAsync(reader, cancellationToken);
        Directory.EnumerateFiles(Path.Combine(folder, "originals", "originals")).Count().ShouldBe(rows, "every row has its object and every object its row");
    }

    private static async Task<int> CountAsync(ImageReader reader, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var query = new ImageQuery { Limit = ImageQuery.MaxLimit }; ;)
        {
            var page = await reader.ListAsync(query, cancellationToken);
            count += page.Images.Count;
            if (page.Next is null)
            {
                return count;
            }

            query = query with { After = page.Next };
        }
    }
}
