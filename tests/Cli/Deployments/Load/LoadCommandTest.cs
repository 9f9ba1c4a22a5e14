using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary><c>vignette load</c> as people start it, against the real <c>vignette up</c> and what can be wrong with one.</summary>
public sealed class LoadCommandTest : IDisposable
{
    private const string Json = "application/json";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private string Report => _folder.File("report.json");

    private string Page => _folder.File("report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_picture_is_counted_once_and_the_gallery_is_left_as_it_was()
    {
        await using var gallery = await GalleryAsync();
        var output = await LoadAsync(0, gallery, "--images", "20", "--size", "160x120,320x200", "--mix", "jpeg:2,png,webp");

        output.ShouldContain("Done: 20 sent, 20 accepted, 20 finished in ");
        output.ShouldContain("p50       p90       p99");
        var (result, measures) = await ReportAsync();
        result.GetProperty("isStopped").GetBoolean().ShouldBeFalse();
        result.GetProperty("left").GetInt64().ShouldBe(0);
        Counts(measures).ShouldBe((20, 20, 20, 0, 0, 0));
        measures.GetProperty("errors").GetArrayLength().ShouldBe(0);
        foreach (var histogram in (string[])["acceptance", "endToEnd", "lateness"])
        {
            measures.GetProperty(histogram).GetProperty("count").GetInt64().ShouldBe(20, histogram);
            measures.GetProperty(histogram).GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("count").GetInt64()).ShouldBe(20, histogram);
        }

        // What is finished was accepted before.
        Value(measures, "endToEnd", "p50").ShouldBeGreaterThanOrEqualTo(Value(measures, "acceptance", "p50"));
        var series = measures.GetProperty("series").EnumerateArray().ToList();
        foreach (var counted in (string[])["sent", "accepted", "finished"])
        {
            series.Sum(second => second.GetProperty(counted).GetInt32()).ShouldBe(20, counted);
        }

        (series[^1].GetProperty("uploading").GetInt32(), series[^1].GetProperty("waiting").GetInt32()).ShouldBe((0, 0));
        await ShouldBeEmptyAsync(gallery);

        // The gallery says the same.
        await gallery.StopAsync(CancellationToken);
        foreach (var what in (string[])["Accepted", "Thumbnail completed", "Caption completed"])
        {
            gallery.Output.Split('\n').Count(line => line.Contains(what, StringComparison.Ordinal)).ShouldBe(20, what);
        }
    }

    [Fact]
    public async Task An_open_loop_keeps_what_it_is_told_to_keep_each_another_file()
    {
        await using var gallery = await GalleryAsync();
        var output = await LoadAsync(0, gallery, "--images", "12", "--rate", "40", "--arrivals", "poisson", "--ramp", "1", "--size", "64x64", "--keep");

        var (result, _) = await ReportAsync();
        var run = result.GetProperty("run").GetString()!;
        output.ShouldContain($"The pictures are kept; a search for {run} finds them.");
        result.GetProperty("left").GetInt64().ShouldBe(12);
        await gallery.WaitForImagesAsync(12, CancellationToken);
        var found = await gallery.Http.GetStringAsync($"/api/images?limit=200&q={run}", CancellationToken);
        using var images = JsonDocument.Parse(found);
        images.RootElement.GetProperty("images").GetArrayLength().ShouldBe(12);
        var files = await Task.WhenAll(images.RootElement.GetProperty("images").EnumerateArray().Select(image => gallery.Http.GetByteArrayAsync(image.GetProperty("originalUrl").GetString(), CancellationToken)));
        files.Select(Convert.ToHexString).ShouldBeUnique();
    }

    [Fact]
    public async Task A_folder_is_sent_again_and_again_each_file_another()
    {
        var pictures = Directory.CreateDirectory(_folder.File("pictures/below")).Parent!.FullName;
        File.Copy(Photos.Path("good/coffee.webp"), Path.Combine(pictures, "a"));
        File.Copy(Photos.Path("good/coffee-animated.gif"), Path.Combine(pictures, "below", "b"));
        await File.WriteAllTextAsync(Path.Combine(pictures, "c.jpg"), "no picture", CancellationToken);
        await using var gallery = await GalleryAsync();
        await LoadAsync(0, gallery, "--from", pictures, "--images", "5", "--clients", "2", "--keep");

        (await ReportAsync()).Result.GetProperty("pictures").GetString().ShouldBe($"2 pictures of {pictures}");
        await gallery.WaitForImagesAsync(5, CancellationToken);
        using var images = JsonDocument.Parse(await gallery.Http.GetStringAsync("/api/images", CancellationToken));
        images.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("contentType").GetString()).Order().ShouldBe(["image/gif", "image/gif", "image/webp", "image/webp", "image/webp"]);
    }

    [Fact]
    public async Task What_is_not_accepted_is_sent_once_and_counted_by_its_kind()
    {
        await using var gallery = await GalleryAsync();
        var uploads = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (context.Request.Path != "/upload")
            {
                return false;
            }

            switch (Interlocked.Increment(ref uploads))
            {
                case 2:
                    context.Response.Headers.RetryAfter = "1";
                    await FrontDoor.Say(429, "application/problem+json", """{"detail":"Too <b>fast</b> & furious."}""")(context);
                    return true;
                case 3:
                    await FrontDoor.Say(503, "text/plain", "")(context);
                    return true;
                case 4:
                    context.Abort();
                    return true;
                case 5:
                    await FrontDoor.Say(413, "application/problem+json", """{"detail":"Too large."}""")(context);
                    return true;
                default:
                    return false;
            }
        });

        await LoadAsync(21, door.Address, "--images", "10", "--rate", "50", "--size", "64x64", "--html", Page);

        uploads.ShouldBe(10);
        var (_, measures) = await ReportAsync();
        Counts(measures).ShouldBe((10, 6, 6, 4, 0, 0));
        measures.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("kind").GetString(), error.GetProperty("count").GetInt32())).ShouldBe([("413", 1), ("429", 1), ("503", 1), ("no answer", 1)]);
        measures.GetProperty("series").EnumerateArray().Sum(second => second.GetProperty("errors").GetInt32()).ShouldBe(4);
        await ShouldBeEmptyAsync(gallery);

        // What a server says is text in the report, whatever it is.
        var page = await PageAsync();
        page.Descendants("b").ShouldBeEmpty();
        page.Descendants("td").ShouldContain(cell => cell.Value == "answered POST /upload with 429: Too <b>fast</b> & furious.");
    }

    [Fact]
    public async Task A_picture_whose_answer_was_lost_is_found_and_deleted_too()
    {
        await using var gallery = await GalleryAsync();
        var accepted = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (context.Request.Path != "/upload")
            {
                return false;
            }

            using var content = new StreamContent(context.Request.Body);
            content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = content, Headers = { Accept = { new(Json) } } };
            using var taken = await gallery.Http.SendAsync(request, CancellationToken);
            Interlocked.Add(ref accepted, taken.IsSuccessStatusCode ? 1 : 0);
            context.Abort();
            return true;
        });

        await LoadAsync(21, door.Address, "--images", "3", "--rate", "50", "--size", "64x64");

        Counts((await ReportAsync()).Measures).ShouldBe((3, 0, 0, 3, 0, 0));
        accepted.ShouldBe(3);
        await ShouldBeEmptyAsync(gallery);
    }

    [Fact]
    public async Task What_is_accepted_and_never_finished_is_lost_and_an_error()
    {
        await using var gallery = await GalleryAsync("--workers", "0");
        var output = await LoadAsync(14, gallery, "--images", "3", "--size", "64x64", "--settle-timeout", "1");

        output.ShouldContain("3 accepted, 0 finished");
        output.ShouldContain("3 lost.");
        Counts((await ReportAsync()).Measures).ShouldBe((3, 3, 0, 0, 0, 3));
        await ShouldBeEmptyAsync(gallery);
    }

    [Fact]
    public async Task A_task_that_fails_ends_a_picture_and_is_counted()
    {
        await using var model = await FakeChatEndpoint.StartAsync();
        model.Next([.. Enumerable.Repeat<RequestDelegate>(FrontDoor.Say(401, Json, """{"error":{"message":"The key is wrong.","code":"401"}}""").Invoke, 20)]);
        await using var gallery = await VignetteProcess.StartAsync(
            _folder.File("data"),
            environment: new Dictionary<string, string?> { ["CAPTION_ENDPOINT"] = model.Address.AbsoluteUri, ["GEMINI_API_KEY"] = "wrong" },
            cancellationToken: CancellationToken);
        await LoadAsync(15, gallery, "--images", "2", "--size", "64x64");

        var (_, measures) = await ReportAsync();
        Counts(measures).ShouldBe((2, 2, 2, 0, 2, 0));
        var error = measures.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        (error.GetProperty("kind").GetString(), error.GetProperty("count").GetInt32()).ShouldBe(("caption failed", 2));
    }

    [Fact]
    public async Task Results_are_read_from_the_list_where_there_are_no_events()
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("GET", "/api/events", context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        }));
        await LoadAsync(0, door.Address, "--images", "5", "--size", "64x64");

        var (result, measures) = await ReportAsync();
        Counts(measures).ShouldBe((5, 5, 5, 0, 0, 0));
        result.GetProperty("heardBy").GetString()!.ShouldStartWith("by reading the gallery's list every second");
    }

    [Theory]
    [InlineData("retry: 2000\n\n")]
    [InlineData("retry: 2000\n\nevent: resync\ndata: {}\n\n")]
    [InlineData("event: image\ndata: nonsense\n\n")]
    public async Task Events_that_break_off_or_tell_nothing_lose_no_picture(string events)
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("GET", "/api/events", FrontDoor.Say(200, "text/event-stream", events)));
        await LoadAsync(0, door.Address, "--images", "5", "--size", "64x64");

        Counts((await ReportAsync()).Measures).ShouldBe((5, 5, 5, 0, 0, 0));
    }

    [Fact]
    public async Task Whoever_ends_it_gets_a_report_of_all_that_was_accepted_and_finds_nothing_left()
    {
        await using var gallery = await GalleryAsync();
        await using var load = Start(gallery, "--duration", "600", "--rate", "10", "--size", "64x64", "--report", Report, "--html", Page);
        await Eventually.BeAsync(async () => await CountAsync(gallery) >= 3);

        (await load.StopAsync(CancellationToken)).ShouldBe(1, load.Output);

        load.Output.ShouldContain("Stopped: ");
        var (result, measures) = await ReportAsync();
        result.GetProperty("isStopped").GetBoolean().ShouldBeTrue();
        var sent = measures.GetProperty("sent").GetInt64();
        sent.ShouldBeGreaterThanOrEqualTo(3);
        Counts(measures).ShouldBe((sent, sent, sent, 0, 0, 0));
        File.Exists(Page).ShouldBeTrue();
        await ShouldBeEmptyAsync(gallery);
    }

    [Fact]
    public async Task Whoever_ends_it_twice_waits_for_nothing_and_is_told_what_is_left()
    {
        await using var gallery = await GalleryAsync("--workers", "0");
        await using var load = Start(gallery, "--images", "3", "--clients", "1", "--size", "64x64", "--report", Report);
        await Eventually.BeAsync(async () => await CountAsync(gallery) == 3);
        var first = load.StopAsync(CancellationToken);
        await Eventually.BeAsync(() => Task.FromResult(load.Output.Contains("Once more ends it at once.", StringComparison.Ordinal)));
        first.IsCompleted.ShouldBeFalse();

        (await load.StopAsync(CancellationToken)).ShouldBe(14, load.Output);

        var (result, measures) = await ReportAsync();
        load.Output.ShouldContain($"Not all pictures could be deleted: a search for {result.GetProperty("run").GetString()} finds those that are left, or the trash has them.");
        Counts(measures).ShouldBe((3, 3, 0, 0, 0, 3));
        (await CountAsync(gallery)).ShouldBe(3);
    }

    [Theory]
    [InlineData("/api/images/", 2)]
    [InlineData("/api/trash/", 0)]
    public async Task What_cannot_be_deleted_is_told_and_an_error(string path, int found)
    {
        await using var gallery = await GalleryAsync();
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("DELETE", path, FrontDoor.Say(500, "text/plain", "")));
        var output = await LoadAsync(17, door.Address, "--images", "2", "--size", "64x64");
        output.ShouldContain("2 pictures could not be deleted: a search for load");
        (await CountAsync(gallery)).ShouldBe(found);
    }

    [Fact]
    public async Task A_gallery_that_is_busy_while_pictures_are_deleted_is_asked_again()
    {
        await using var gallery = await GalleryAsync();
        var asked = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, async context =>
        {
            if (context.Request.Method != "DELETE" || Interlocked.Increment(ref asked) % 2 == 0)
            {
                return false;
            }

            context.Response.Headers.RetryAfter = "0";
            await FrontDoor.Say(429, "text/plain", "")(context);
            return true;
        });
        await LoadAsync(0, door.Address, "--images", "2", "--clients", "1", "--size", "64x64");
        asked.ShouldBeGreaterThanOrEqualTo(8);
        await ShouldBeEmptyAsync(gallery);
    }

    [Fact]
    public async Task What_is_no_gallery_and_what_is_not_ready_gets_nothing()
    {
        await using var gallery = await GalleryAsync();
        await using var other = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", FrontDoor.Say(200, "text/html", "<h1>Hello</h1>")));
        await using var down = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, FrontDoor.On("GET", "/health/ready", FrontDoor.Say(503, Json, """{"status":"unavailable","dependencies":{"catalog":"down"}}""")));
        (await LoadAsync(12, other.Address)).ShouldContain("is none: it answered GET /health with text/html");
        (await LoadAsync(13, down.Address)).ShouldContain("is not ready");
        (await LoadAsync(10, new Uri($"http://127.0.0.1:{LoopbackPort.Free()}"))).ShouldContain("is not reached");
        (await CountAsync(gallery)).ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_or_a_file_that_cannot_be_is_told_before_anything_is_sent()
    {
        await using var gallery = await GalleryAsync();
        var empty = Directory.CreateDirectory(_folder.File("empty")).FullName;
        (await LoadAsync(23, gallery, "--from", empty)).ShouldContain($"There is no picture in {empty}: JPEG, PNG, GIF and WebP count");
        (await LoadAsync(23, gallery, "--from", _folder.File("none"))).ShouldContain($"There is no folder {_folder.File("none")}.");
        (await LoadAsync(23, gallery, "--html", _folder.File("none/report.html"))).ShouldContain($"There is no folder {_folder.File("none")}.");
        await gallery.StopAsync(CancellationToken);
        gallery.Output.ShouldNotContain("Accepted");
    }

    [Theory]
    [InlineData("--clients must be 1 to 500.", "--clients", "0")]
    [InlineData("--images must be 1 to 10000000.", "--images", "0")]
    [InlineData("--rate must be more than 0", "--rate", "0")]
    [InlineData("--rate must be more than 0", "--rate", "NaN")]
    [InlineData("only one can be", "--rate", "5", "--clients", "5")]
    [InlineData("--arrivals is of the open loop", "--arrivals", "poisson")]
    [InlineData("--mix has “tiff”: it takes formats with their shares", "--mix", "tiff:100")]
    [InlineData("--mix has the share “0”", "--mix", "jpeg:0")]
    [InlineData("--mix has jpeg twice", "--mix", "jpeg:50,jpeg:50")]
    [InlineData("--size has “1600”: it takes sizes as 1600x1200", "--size", "1600")]
    [InlineData("--size has “20000x20000”", "--size", "20000x20000")]
    [InlineData("do not go with --from", "--from", ".", "--mix", "png")]
    [InlineData("--to must be a gallery's address", "--to", "nowhere")]
    public async Task What_makes_no_sense_is_refused_with_what_is_allowed(string says, params string[] arguments)
    {
        string[] to = arguments.Contains("--to") ? [] : ["--to", "http://127.0.0.1:1"];
        var (exitCode, output) = await VignetteProcess.RunAsync(["load", .. to, .. arguments], cancellationToken: CancellationToken);
        exitCode.ShouldBe(1, output);
        output.ShouldContain(says);
    }

    private static (long Sent, long Accepted, long Finished, long NotAccepted, long Failed, long Lost) Counts(JsonElement measures)
    {
        return (Count("sent"), Count("accepted"), Count("finished"), Count("notAccepted"), Count("failed"), Count("lost"));

        long Count(string name) => measures.GetProperty(name).GetInt64();
    }

    private static double Value(JsonElement measures, string histogram, string name) => measures.GetProperty(histogram).GetProperty(name).GetDouble();

    private static async Task<int> CountAsync(VignetteProcess gallery)
    {
        using var images = JsonDocument.Parse(await gallery.Http.GetStringAsync("/api/images?limit=200", CancellationToken));
        return images.RootElement.GetProperty("images").GetArrayLength();
    }

    private static async Task ShouldBeEmptyAsync(VignetteProcess gallery)
    {
        (await CountAsync(gallery)).ShouldBe(0);
        (await gallery.Http.GetStringAsync("/api/trash", CancellationToken)).ShouldBe("""{"images":[],"next":null}""");
    }

    private static ProgramProcess Start(VignetteProcess gallery, params string[] arguments) =>
        ProgramProcess.StartDotnet("vignette.dll", ["load", "--to", gallery.Http.BaseAddress!.AbsoluteUri, .. arguments]);

    private Task<VignetteProcess> GalleryAsync(params string[] arguments) => VignetteProcess.StartAsync(_folder.File("data"), arguments, cancellationToken: CancellationToken);

    private Task<string> LoadAsync(int exitCode, VignetteProcess gallery, params string[] arguments) => LoadAsync(exitCode, gallery.Http.BaseAddress!, arguments);

    /// <summary>Runs it to its end, and returns all that it said.</summary>
    private async Task<string> LoadAsync(int exitCode, Uri to, params string[] arguments)
    {
        var (ended, output) = await VignetteProcess.RunAsync(["load", "--to", to.AbsoluteUri, "--report", Report, .. arguments], cancellationToken: CancellationToken);
        ended.ShouldBe(exitCode, string.Create(CultureInfo.InvariantCulture, $"{output}"));
        return output;
    }

    private async Task<(JsonElement Result, JsonElement Measures)> ReportAsync()
    {
        var result = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Report, CancellationToken));
        return (result, result.GetProperty("measures"));
    }

    private async Task<XDocument> PageAsync() => XDocument.Parse((await File.ReadAllTextAsync(Page, CancellationToken)).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
}
