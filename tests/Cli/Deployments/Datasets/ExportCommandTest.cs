using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vignette.Cli.Deployments.Datasets;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Datasets;

/// <summary>Exports by the real program, and all that can come between.</summary>
public sealed class ExportCommandTest(AnnotatedGallery gallery) : DatasetTestBase, IClassFixture<AnnotatedGallery>
{
    private const string Old = "what was there before";

    private string Target => Folder.File("all.csv");

    [Fact]
    public async Task A_search_is_said_by_options_or_as_the_address_has_it()
    {
        await ExportAsync(0, gallery.Address, Folder.File("a"), "--format", "csv", "--review", "approved", "--tag", "=number 2", "--sort", "name");
        await ExportAsync(0, gallery.Address, Folder.File("b"), "--format", "csv", "--query", $"{gallery.Address}gallery?review=approved&tag=%3Dnumber+2&after=whatever", "--sort", "name");

        var (a, b) = (await File.ReadAllTextAsync(Folder.File("a"), CancellationToken), await File.ReadAllTextAsync(Folder.File("b"), CancellationToken));
        b.ShouldBe(a);
        a.ShouldContain("Picture 2, ");
        a.ShouldNotContain("Picture 4, ");
    }

    [Theory]
    [InlineData("tags=sea", "--query has tags, which is none of q, tag, ")]
    [InlineData("tag=a&tag=b", "--query has tag more than once.")]
    [InlineData("review=approved", "--review is in --query too")]
    public async Task A_search_that_would_be_another_is_refused(string query, string problem)
    {
        (await ExportAsync(1, gallery.Address, Target, "--format", "csv", "--review", "approved", "--query", query)).ShouldContain(problem);
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Everything_that_the_API_takes_is_an_option()
    {
        using var api = JsonDocument.Parse(await gallery.Program.Http.GetStringAsync("/openapi/v1.json", CancellationToken));
        var names = api.RootElement.GetProperty("paths").GetProperty("/api/export").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());

        SearchOptions.Parameters.Concat(["format", "images"]).ShouldBe(names, ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_name_the_file_has_one_of_its_own_and_the_result_is_JSON()
    {
        var result = JsonSerializer.Deserialize<JsonElement>(await ShellAsync(0, $"cd '{Folder.Path}' && exec \"$@\"", "export", "--from", gallery.Address.ToString(), "--format", "jsonl", "--json", "--report", Folder.File("report")));

        var file = Directory.EnumerateFiles(Folder.Path, "vignette-jsonl-*.jsonl").ShouldHaveSingleItem();
        result.GetProperty("file").GetString().ShouldBe(Path.GetFileName(file));
        result.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(file).Length);
        (await File.ReadAllLinesAsync(file, CancellationToken)).Length.ShouldBe(AnnotatedGallery.Pictures);
        (await ReportAsync(Folder.File("report"))).Result.ToString().ShouldBe(result.ToString());
    }

    [Fact]
    public async Task Standard_output_has_the_file_and_nothing_else()
    {
        await ExportAsync(0, gallery.Address, Target, "--format", "csv");
        var said = await ShellAsync(0, $"\"$@\" > '{Folder.File("out")}'", "export", "--from", gallery.Address.ToString(), "--format", "csv", "--output", "-");

        said.Trim().ShouldMatch("^[0-9.]+ MB exported[.]$");
        (await File.ReadAllBytesAsync(Folder.File("out"), CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(Target, CancellationToken));
        (await RunAsync(1, "export", "--from", gallery.Address.ToString(), "--format", "csv", "--output", "-", "--json")).ShouldContain("both are standard output");
    }

    [Fact]
    public async Task A_file_is_replaced_by_a_whole_one_and_a_link_stays_one()
    {
        await File.WriteAllTextAsync(Target, Old, CancellationToken);
        File.CreateSymbolicLink(Folder.File("link"), Target);

        await ExportAsync(0, gallery.Address, Folder.File("link"), "--format", "csv");

        new FileInfo(Folder.File("link")).LinkTarget.ShouldBe(Target);
        (await File.ReadAllTextAsync(Target, CancellationToken)).ShouldStartWith("id,");
        Directory.EnumerateFiles(Folder.Path, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gallery_that_is_killed_in_the_middle_has_exported_nothing()
    {
        // More than sockets and pipes hold, so that the gallery still has some of it when nobody reads on.
        await using var killed = await VignetteProcess.StartAsync(Folder.File("data"), ["--workers", "0"], cancellationToken: CancellationToken);
        var picture = await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), CancellationToken);
        for (var number = 0; number < 2; number++)
        {
            await UploadAsync(killed, $"{number}.png", [.. picture, .. RandomNumberGenerator.GetBytes(25 << 20)]);
        }

        var (begun, code) = (Folder.File("begun"), Folder.File("code"));
        var shell = ShellAsync(
            0,
            $"cd '{Folder.Path}' && mkfifo go && {{ \"$@\"; echo $? > code; }} | {{ head -c 1000 > begun; read line < go; cat > /dev/null; }}",
            "export", "--from", killed.Http.BaseAddress!.ToString(), "--format", "jsonl", "--images", "--output", "-", "--report", Folder.File("report"));
        await Eventually.BeAsync(() => Task.FromResult(File.Exists(begun) && new FileInfo(begun).Length == 1000));
        await killed.KillAsync();
        await File.WriteAllTextAsync(Folder.File("go"), "go\n", CancellationToken);

        (await shell).ShouldContain("broke off in the middle of its answer");
        (await File.ReadAllTextAsync(code, CancellationToken)).Trim().ShouldBe("22");
        var (_, result) = await ReportAsync(Folder.File("report"));
        result.GetProperty("exitCode").GetInt32().ShouldBe(22);
        result.GetProperty("bytes").GetInt64().ShouldBeInRange(1000, 50 << 20);
        result.GetProperty("file").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_tried_again_from_the_beginning()
    {
        await ExportAsync(0, gallery.Address, Folder.File("direct"), "--format", "csv");
        var (tries, arrives) = (0, $"{Target}.part");
        await using var door = await FrontDoor.OpenAsync(gallery.Address, FrontDoor.On("GET", "/api/export", async context =>
        {
            var whole = await File.ReadAllBytesAsync(Folder.File("direct"));
            context.Response.ContentType = "text/csv";
            await context.Response.Body.WriteAsync(whole.AsMemory(0, ++tries == 1 ? whole.Length / 2 : whole.Length));
            await context.Response.Body.FlushAsync();
            if (tries == 1)
            {
                await Eventually.BeAsync(() => Task.FromResult(File.Exists(arrives) && new FileInfo(arrives).Length > 0));
                context.Abort();
            }
        }));

        var said = await ExportAsync(0, door.Address, Target, "--format", "csv");

        tries.ShouldBe(2);
        said.ShouldContain("broke off in the middle of its answer");
        said.ShouldContain("Again from the beginning in 2 s.");
        (await File.ReadAllBytesAsync(Target, CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(Folder.File("direct"), CancellationToken));

        // What is out cannot be taken back.
        (tries, arrives) = (0, Folder.File("out"));
        await ShellAsync(22, $"\"$@\" > '{arrives}'", "export", "--from", door.Address.ToString(), "--format", "csv", "--output", "-");
        tries.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_whose_end_nobody_can_tell_is_not_taken()
    {
        await using var door = await FrontDoor.OpenAsync(gallery.Address, FrontDoor.On("GET", "/api/export", async context =>
        {
            // As HTTP/1.0 has it: the end of the connection is the end of the answer.
            context.Response.ContentType = "text/csv";
            context.Response.Headers.Connection = "close";
            context.Response.Headers.TransferEncoding = "identity";
            await context.Response.WriteAsync("id,name\n");
        }));
        await File.WriteAllTextAsync(Target, Old, CancellationToken);

        (await ExportAsync(12, door.Address, Target, "--format", "csv")).ShouldContain("does not say where its answer ends");

        await ShouldBeAsItWasAsync();
    }

    [Fact]
    public async Task What_is_no_gallery_or_no_export_is_said_so()
    {
        await using var other = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", FrontDoor.Say(200, "text/html", "<h1>Hello</h1>")));
        await using var page = await FrontDoor.OpenAsync(gallery.Address, FrontDoor.On("GET", "/api/export", FrontDoor.Say(200, "text/html", "<h1>Sign in</h1>")));
        await using var away = await FrontDoor.OpenAsync(gallery.Address, FrontDoor.On("GET", "/api/export", FrontDoor.Say(503, "application/problem+json", """{"detail":"The catalog is away."}""")));

        (await ExportAsync(12, other.Address, Target, "--format", "csv")).ShouldContain("is none: it answered GET /health with text/html");
        (await ExportAsync(12, page.Address, Target, "--format", "csv")).ShouldContain("answered GET /api/export with text/html instead of text/csv");
        (await ExportAsync(13, away.Address, Target, "--format", "csv", "--tries", "1")).ShouldContain("503: The catalog is away.");
        (await ExportAsync(13, gallery.Address, Target, "--format", "csv", "--review", "perhaps")).ShouldContain("400: review is one of unreviewed, in_progress and approved.");
        (await ExportAsync(10, new Uri($"http://127.0.0.1:{LoopbackPort.Free()}"), Target, "--format", "csv", "--tries", "1")).ShouldContain("is not reached");
        (await ExportAsync(1, gallery.Address, Target, "--format", "xml")).ShouldContain("'xml' not recognized");
        Directory.EnumerateFileSystemEntries(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_so_before_anything_is_asked()
    {
        (await ExportAsync(23, gallery.Address, Folder.Path, "--format", "csv")).ShouldContain("is a folder. Name the file to write.");
        (await ExportAsync(23, gallery.Address, Folder.File("no/such/file.csv"), "--format", "csv")).ShouldContain($"There is no folder {Folder.File("no/such")}.");
        (await ExportAsync(23, gallery.Address, "/dev/null", "--format", "csv")).ShouldContain("/dev/null is no file");
        (await ExportAsync(23, gallery.Address, Target, "--format", "csv", "--report", Folder.File("no/report"))).ShouldContain("no/report");
        Directory.EnumerateFileSystemEntries(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_leaves_what_was_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /dev/full.");
        await File.WriteAllTextAsync(Target, Old, CancellationToken);

        var full = await ShellAsync(23, "\"$@\" > /dev/full", "export", "--from", gallery.Address.ToString(), "--format", "csv", "--output", "-");
        full.ShouldContain("No space left on device");

        // No more than 64 blocks of 512 bytes for a file. The runtime's own maps of memory are no such files then.
        var cut = await ShellAsync(23, "trap '' XFSZ; ulimit -f 64; DOTNET_EnableWriteXorExecute=0 exec \"$@\"", "export", "--from", gallery.Address.ToString(), "--format", "csv", "--images", "--output", Target);
        cut.ShouldContain("too large");
        await ShouldBeAsItWasAsync();
    }

    [Fact]
    public async Task One_that_is_stopped_leaves_nothing()
    {
        await File.WriteAllTextAsync(Target, Old, CancellationToken);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var door = await FrontDoor.OpenAsync(gallery.Address, FrontDoor.On("GET", "/api/export", async context =>
        {
            context.Response.ContentType = "text/csv";
            await context.Response.WriteAsync("id,name\n");
            await context.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }));
        await using var program = ProgramProcess.StartDotnet("vignette.dll", ["export", "--from", door.Address.ToString(), "--format", "csv", "--output", Target]);
        await begun.Task.WaitAsync(CancellationToken);
        await Eventually.BeAsync(() => Task.FromResult(File.Exists($"{Target}.part")));

        (await program.StopAsync(CancellationToken)).ShouldBe(1, program.Output);

        program.Output.Trim().ShouldBe("Stopped.");
        await ShouldBeAsItWasAsync();
    }

    private async Task ShouldBeAsItWasAsync()
    {
        (await File.ReadAllTextAsync(Target, CancellationToken)).ShouldBe(Old);
        Directory.EnumerateFiles(Folder.Path, "*.part").ShouldBeEmpty();
    }
}
