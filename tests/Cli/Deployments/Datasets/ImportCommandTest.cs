using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Datasets;

/// <summary>Imports by the real program, and all that can come between.</summary>
public sealed class ImportCommandTest : DatasetTestBase
{
    private const string Good = """{"name":"one-pixel.png","caption":"Small","boxes":[{"label":"dot","x":0,"y":0,"width":1,"height":1}]}""";

    [Fact]
    public async Task What_is_left_out_is_said_line_by_line()
    {
        await using var gallery = await StartAsync();
        var file = await WriteAsync(
            "labels.jsonl",
            $$"""
            {{Good}}
            {"name":"nobody\u001b[31m.png"}
            {"name":"hubble-gray.jpg","boxes":[{"label":"galaxy","x":0.5,"y":0,"width":2,"height":1}]}
            no JSON
            """);

        var dry = await ImportAsync(21, file, gallery.Http.BaseAddress!, "--dry-run");
        dry.ShouldContain("line 1: one-pixel.png changed: ");
        dry.ShouldContain("Nothing was changed. It would be: 0 added, 1 changed, 0 as they are, 3 left out.");
        (await BoxesAsync(gallery)).ShouldNotContain("dot");

        var said = await ImportAsync(21, file, gallery.Http.BaseAddress!, "--report", Folder.File("report"));

        said.ShouldContain("line 2: nobody");
        said.ShouldContain("left out: There is no such picture here");
        said.ShouldContain("line 3: hubble-gray.jpg left out: ");
        said.ShouldContain("line 4: left out: ");
        said.ShouldContain("Done: 0 added, 1 changed, 0 as they are, 3 left out.");
        said.ShouldNotContain("\u001b");
        (await BoxesAsync(gallery)).ShouldContain("\"dot\"");
        var (lines, result) = await ReportAsync(Folder.File("report"));
        lines.Select(line => line.GetProperty("outcome").GetString()).ShouldBe(["skipped", "changed", "skipped", "skipped"]);
        (result.GetProperty("exitCode").GetInt32(), result.GetProperty("changed").GetInt64(), result.GetProperty("skipped").GetInt64()).ShouldBe((21, 1, 3));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_changes_nothing()
    {
        await using var gallery = await StartAsync();
        var (broken, unknown) = (await WriteAsync("broken.json", "{\"images\":["), await WriteAsync("unknown", "<html>"));

        (await ImportAsync(13, broken, gallery.Http.BaseAddress!)).ShouldContain("400: This is not whole JSON");
        (await ImportAsync(13, unknown, gallery.Http.BaseAddress!)).ShouldContain("It cannot be told which format this file has: say one of coco, yolo, voc, csv, jsonl.");
        (await ImportAsync(23, Folder.File("none"), gallery.Http.BaseAddress!)).Trim().ShouldBe($"There is no file {Folder.File("none")}.");
        (await ImportAsync(23, Folder.Path, gallery.Http.BaseAddress!)).ShouldContain("is a folder. Name the file to import.");
        (await ImportAsync(1, broken, gallery.Http.BaseAddress!, "--merge", "perhaps")).ShouldContain("'perhaps' not recognized");
        var result = await ImportAsync(13, broken, gallery.Http.BaseAddress!, "--json");
        result.ShouldContain("\"exitCode\":13");
        result.ShouldContain("This is not whole JSON");
    }

    [Fact]
    public async Task Nobody_and_somebody_else_are_told_apart()
    {
        var file = await WriteAsync("labels.jsonl", Good);
        await using var other = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", FrontDoor.Say(404, "text/html", "")));

        (await ImportAsync(12, file, other.Address)).ShouldContain("is none");
        (await ImportAsync(10, file, new Uri($"http://127.0.0.1:{LoopbackPort.Free()}"), "--tries", "1")).ShouldContain("is not reached");
        (await RunAsync(1, "import", file, "--to", "ftp://example.com")).ShouldContain("--to must be a gallery's address");
    }

    [Fact]
    public async Task One_that_breaks_off_goes_on_and_counts_each_picture_once()
    {
        await using var gallery = await StartAsync();
        var file = await WriteAsync("labels.jsonl", $$"""
            {{Good}}
            {"name":"hubble-gray.jpg","tags":["space"]}
            """);
        var tries = 0;
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress!, FrontDoor.On("POST", "/api/import", async context =>
        {
            using var content = new StreamContent(context.Request.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            using var answer = await gallery.Http.PostAsync($"/api/import{context.Request.QueryString}", content);
            var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
            context.Response.ContentType = "application/jsonl";
            tries++;

            // The first ends in the middle of a line, the second says that it cannot go on, the third is whole.
            await context.Response.WriteAsync(tries switch
            {
                1 => $"{lines[0]}\n{lines[1]}\n{lines[2][..10]}",
                2 => $"{lines[0]}\n" + """{"event":"failed","reason":"Something is away.","again":true}""" + "\n",
                _ => string.Join('\n', lines),
            });
        }));

        var said = await ImportAsync(0, file, door.Address, "--report", Folder.File("report"));

        tries.ShouldBe(3);
        said.ShouldContain("ended in the middle of its answer. Again in 2 s.");
        said.ShouldContain("cannot go on: Something is away. Again in 4 s.");
        said.ShouldContain("Done: 0 added, 1 changed, 1 as they are, 0 left out.");
        (await ReportAsync(Folder.File("report"))).Result.GetProperty("tries").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task One_that_never_gets_through_says_what_was_done()
    {
        await using var gallery = await StartAsync();
        var file = await WriteAsync("labels.jsonl", Good);
        await using var lost = await FrontDoor.OpenAsync(gallery.Http.BaseAddress!, FrontDoor.On("POST", "/api/import", async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[1]);
            context.Abort();
        }));
        (await ImportAsync(22, file, lost.Address, "--tries", "1")).ShouldContain("was lost before it answered");

        await using var cut = await FrontDoor.OpenAsync(gallery.Http.BaseAddress!, FrontDoor.On("POST", "/api/import", FrontDoor.Say(200, "application/jsonl", """
            {"event":"begin","total":2}
            {"event":"picture","place":"line 1","filename":"a.png","outcome":"changed","notes":["1 box added"]}

            """)));
        var said = await ImportAsync(22, file, cut.Address, "--tries", "1");
        said.ShouldContain("ended in the middle of its answer. What was done is done (0 added, 1 changed, 0 as they are, 0 left out): import the file again to go on.");

        await using var failed = await FrontDoor.OpenAsync(gallery.Http.BaseAddress!, FrontDoor.On("POST", "/api/import", FrontDoor.Say(200, "application/jsonl", """{"event":"failed","reason":"The file is damaged."}""" + "\n")));
        (await ImportAsync(22, file, failed.Address)).Trim().ShouldBe("The import broke off: The file is damaged.");

        await using var strange = await FrontDoor.OpenAsync(gallery.Http.BaseAddress!, FrontDoor.On("POST", "/api/import", FrontDoor.Say(200, "application/jsonl", "hello\nagain\n")));
        (await ImportAsync(12, file, strange.Address)).ShouldContain("with a line that no gallery writes");
    }

    private async Task<VignetteProcess> StartAsync()
    {
        var gallery = await VignetteProcess.StartAsync(Folder.File("data"), cancellationToken: CancellationToken);
        foreach (var photo in (string[])["good/one-pixel.png", "good/hubble-gray.jpg"])
        {
            await UploadAsync(gallery, Path.GetFileName(photo), await File.ReadAllBytesAsync(Photos.Path(photo), CancellationToken));
        }

        await gallery.WaitForImagesAsync(2, CancellationToken);
        return gallery;
    }

    private static async Task<string> BoxesAsync(VignetteProcess gallery)
    {
        var all = "";
        foreach (var id in await AnnotatedGallery.IdsAsync(gallery, CancellationToken))
        {
            all += await gallery.Http.GetStringAsync($"/api/images/{id}/annotations", CancellationToken);
        }

        return all;
    }
}
