using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Exchange;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Tests;

public sealed class ExchangeTest
{
    private static readonly (string Photo, string Name)[] Photos =
        [("good/one-pixel.png", "one.png"), ("good/hubble-gray.jpg", "=SUM(A1).jpg"), ("good/chelsea.png", "日本 <b>.png")];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats() => [.. DatasetFormats.Codes];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_is_exported_is_the_same_in_an_empty_gallery(string format)
    {
        await using var from = await TestGallery.StartAsync();
        await using var to = await TestGallery.StartAsync();
        await FillAsync(from);

        var file = await ExportAsync(from, $"format={format}&images=true");
        var lines = await ImportAsync(to, file, "");

        lines[0].GetProperty("format").GetString().ShouldBe(format);
        Counts(lines).ShouldBe((3, 0, 0, 0));
        var (there, here) = (await DocumentsAsync(from), await DocumentsAsync(to));
        here.Count.ShouldBe(3);
        foreach (var (name, original) in there)
        {
            ShouldBeSame(here[name], original, format);
        }

        Counts(await ImportAsync(to, file, "")).ShouldBe((0, 0, 3, 0));
        Counts(await ImportAsync(from, file, "")).ShouldBe((0, 0, 3, 0));
        (await DocumentsAsync(from)).Values.Select(document => document.Image.Version).ShouldBe(there.Values.Select(document => document.Image.Version));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_dry_run_says_what_would_change_and_changes_nothing(string format)
    {
        await using var gallery = await TestGallery.StartAsync();
        await FillAsync(gallery);
        var file = await ExportAsync(gallery, $"format={format}");
        var target = (await DocumentsAsync(gallery))["one.png"];
        await EditAsync(gallery, target.Image.Id, new AnnotationEdit { Boxes = [new BoxEdit(null, "other", new BoundingBox(0, 0, 1, 1))] });
        var before = await DocumentsAsync(gallery);

        var lines = await ImportAsync(gallery, file, $"format={format}&dryRun=true");

        Counts(lines).ShouldBe((0, 1, 2, 0));
        var change = lines.Single(line => Text(line, "outcome") == "changed");
        Text(change, "filename").ShouldBe("one.png");
        Text(change, "id").ShouldBe(target.Image.Id.ToString());
        change.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldContain("2 boxes added");
        change.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldContain("1 box removed");
        (await DocumentsAsync(gallery)).Values.Select(document => document.Image.Version).ShouldBe(before.Values.Select(document => document.Image.Version));

        Counts(await ImportAsync(gallery, file, $"format={format}")).ShouldBe((0, 1, 2, 0));
        ShouldBeSame((await DocumentsAsync(gallery))["one.png"], target, format);
        Counts(await ImportAsync(gallery, file, $"format={format}")).ShouldBe((0, 0, 3, 0));
    }

    [Fact]
    public async Task Adding_keeps_what_is_there()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        var id = ImageId.Parse(await gallery.AddAsync(fileName: "a.png"));
        await EditAsync(gallery, id, new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", new BoundingBox(0, 0, 1, 1))], Tags = ["x"], Caption = "Mine" });
        var file = Encoding.UTF8.GetBytes("""{"name":"a.png","caption":"Theirs","tags":["X","y"],"boxes":[{"label":"cat","x":0,"y":0,"width":1,"height":1},{"label":"dog","x":0,"y":0,"width":0.5,"height":1}]}""");

        var lines = await ImportAsync(gallery, file, "merge=add");

        Counts(lines).ShouldBe((0, 1, 0, 0));
        var document = (await DocumentsAsync(gallery))["a.png"];
        document.Boxes.Select(box => box.Label).ShouldBe(["cat", "dog"]);
        document.Tags.ShouldBe(["x", "y"]);
        document.Image.Caption.ShouldBe("Mine");
        Counts(await ImportAsync(gallery, file, "merge=add")).ShouldBe((0, 0, 1, 0));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_left_out_whole_and_said()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        await gallery.AddAsync(fileName: "a.png");
        await gallery.AddAsync("good/hubble-gray.jpg", "b.jpg");
        await gallery.AddAsync("good/chelsea.png", "twin.png");
        await gallery.AddAsync("good/chelsea.png", "twin.png");
        const string Good = "{\"label\":\"cat\",\"x\":0,\"y\":0,\"width\":1,\"height\":1}";
        var file = Encoding.UTF8.GetBytes(
            $$"""
            {"name":"a.png","boxes":[{{Good}},{"label":"<b>","x":0.5,"y":0,"width":1,"height":1}]}
            {"name":"b.jpg","boxes":[{{Good}}]}
            {"name":"twin.png","boxes":[{{Good}}]}
            {"name":"nobody.png","boxes":[{{Good}}]}
            {"name":
            {"id":"00000000000000000000000000000000","boxes":[]}
            """);

        var lines = await ImportAsync(gallery, file, "");

        Counts(lines).ShouldBe((0, 1, 0, 5));
        string[] places = [.. lines.Where(line => Text(line, "outcome") == "skipped").Select(line => $"{Text(line, "place")}: {line.GetProperty("notes")[0]}")];
        places.ShouldBe(
        [
            "line 5: name is not what it should be.",
            $"line 1: line 1 boxes[1]: {BoundingBox.Rule}",
            "line 3: More than one picture has this name: name the one you mean by its id.",
            "line 4: There is no such picture here, and none in the file.",
            "line 6: There is no such picture here, and none in the file.",
        ]);
        var documents = (await gallery.Services.GetRequiredService<ImageReader>().ListAsync(new ImageQuery(), CancellationToken)).Images;
        documents.Where(image => image.Version > 1).ShouldHaveSingleItem().FileName.ShouldBe("b.jpg");
    }

    [Fact]
    public async Task A_picture_in_a_file_goes_the_way_of_all_pictures()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        var photo = await File.ReadAllBytesAsync(Vignette.Tests.Photos.Path("good/hubble-gray.jpg"), CancellationToken);
        var file = Zip(
            ("data.jsonl", Encoding.UTF8.GetBytes("""
                {"name":"good.jpg","picture":"p/good.jpg","boxes":[]}
                {"name":"bad.jpg","picture":"p/bad.jpg"}
                {"name":"same.jpg","picture":"p/same.jpg"}
                {"name":"other.jpg","picture":"p/other.jpg","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}
                """)),
            ("p/good.jpg", photo),
            ("p/bad.jpg", "<script>"u8.ToArray()),
            ("p/same.jpg", photo),
            ("p/other.jpg", photo));

        Counts(await ImportAsync(gallery, file, "dryRun=true")).ShouldBe((1, 0, 0, 3));
        gallery.StoredFiles().ShouldBeEmpty();
        var lines = await ImportAsync(gallery, file, "");

        Counts(lines).ShouldBe((1, 0, 0, 3));
        gallery.StoredFiles().ShouldHaveSingleItem();
        (await DocumentsAsync(gallery)).Keys.ShouldBe(["good.jpg"]);
        Counts(await ImportAsync(gallery, file, "")).ShouldBe((0, 0, 1, 3));
    }

    [Fact]
    public async Task Boxes_drawn_on_a_picture_of_another_shape_are_left_out()
    {
        await using var gallery = await TestGallery.StartAsync();
        await gallery.AddSettledAsync("good/hubble-gray.jpg", "a.jpg");
        var picture = (await DocumentsAsync(gallery))["a.jpg"].Image.Picture!;
        var file = Encoding.UTF8.GetBytes($$"""{"name":"a.jpg","width":{{picture.Height * 3}},"height":{{picture.Width * 7}},"boxes":[{"label":"cat","x":0,"y":0,"width":1,"height":1}]}""");

        var lines = await ImportAsync(gallery, file, "");

        Counts(lines).ShouldBe((0, 0, 0, 1));
        lines[1].GetProperty("notes")[0].GetString().ShouldNotBeNull().ShouldContain("boxes would not be where they were drawn");
    }

    [Theory]
    [InlineData("format=coco", "{\"images\":[", 400)]
    [InlineData("", "<html>", 400)]
    [InlineData("", "", 400)]
    [InlineData("format=pdf", "x", 400)]
    [InlineData("dryRun=perhaps", "x", 400)]
    [InlineData("merge=all", "x", 400)]
    public async Task A_file_that_is_none_is_refused_whole(string query, string content, int status)
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);

        using var response = await PostAsync(gallery, Encoding.UTF8.GetBytes(content), query);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        await gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_bomb_in_a_file_is_found_before_anything_is_taken()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        var photo = await File.ReadAllBytesAsync(Vignette.Tests.Photos.Path("good/hubble-gray.jpg"), CancellationToken);
        var file = Zip(
            ("data.jsonl", Encoding.UTF8.GetBytes("{\"name\":\"a.jpg\",\"picture\":\"a.jpg\"}\n{\"name\":\"b.jpg\",\"picture\":\"b.jpg\"}\n")),
            ("a.jpg", photo),
            ("b.jpg", [.. photo[..100], .. new byte[30_000_000]]));

        using var response = await PostAsync(gallery, file, "");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_file_has_a_limit_of_its_own()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, services => services.AddSingleton(new DatasetLimits { MaxFileBytes = 1000 }));

        using var response = await PostAsync(gallery, new byte[1001], "");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_page_of_another_site_imports_nothing()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);

        (await gallery.BrowseAsync(HttpMethod.Post, "/api/import", new ByteArrayContent("x"u8.ToArray()))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_export_holds_what_the_search_finds()
    {
        await using var gallery = await TestGallery.StartAsync();
        await FillAsync(gallery);

        var text = Encoding.UTF8.GetString(await ExportAsync(gallery, "format=jsonl&tag=first"));

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain("one.png");
        (await gallery.GetAsync("/api/export?format=doc")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await gallery.GetAsync("/api/export?format=csv&status=all")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await gallery.GetAsync("/api/export?format=csv&images=some")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var named = await gallery.GetAsync("/api/export?format=yolo");
        named.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldMatch(@"^vignette-yolo-\d{8}-\d{6}\.zip$");
    }

    [Fact]
    public async Task Chosen_images_are_exported_in_the_order_they_are_named()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        string[] ids = [await gallery.AddAsync(fileName: "a.png"), await gallery.AddAsync("good/chelsea.png", "b.png"), await gallery.AddAsync("good/hubble-gray.jpg", "c.jpg")];
        var gone = ImageId.New(TimeProvider.System);

        using var response = await PostFormAsync(gallery, ("format", "jsonl"), ("ids", $"{ids[2]} {gone}\n{ids[0]}"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var lines = (await response.Content.ReadAsStringAsync(CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("name").GetString()).ShouldBe(["c.jpg", "a.png"]);
        using var zip = await PostFormAsync(gallery, ("format", "csv"), ("images", "true"), ("ids", ids[0]));
        await using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync(CancellationToken));
        archive.Entries.Select(entry => entry.FullName).ShouldBe(["annotations.csv", $"images/{ids[0]}.png"]);
    }

    [Fact]
    public async Task As_many_are_chosen_as_pass_in_one_request()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        var id = await gallery.AddAsync();
        var many = Enumerable.Range(0, 19_999).Select(n => n.ToString("x32", CultureInfo.InvariantCulture)).ToArray();

        using var response = await PostFormAsync(gallery, ("format", "jsonl"), ("ids", string.Join(' ', [.. many, id])));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();

        using var tooMany = await PostFormAsync(gallery, ("format", "jsonl"), ("ids", string.Join(' ', [.. many, id, ImageId.New(TimeProvider.System).ToString()])));
        tooMany.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await tooMany.Content.ReadAsStringAsync(CancellationToken)).ShouldContain("More than that is for a search.");
    }

    [Theory]
    [InlineData("jsonl", "", "ids are 1 to 20000 image ids.")]
    [InlineData("jsonl", "x", "ids are image ids with spaces between")]
    [InlineData("jsonl", "00000000000000000000000000000001 00000000000000000000000000000001", "none of them twice")]
    [InlineData("doc", "00000000000000000000000000000001", "format is one of")]
    public async Task A_choice_that_is_none_is_refused(string format, string ids, string problem)
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);

        using var response = await PostFormAsync(gallery, ("format", format), ("ids", ids));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(CancellationToken)).ShouldContain(problem);
        (await gallery.BrowseAsync(HttpMethod.Post, "/api/export", new FormUrlEncodedContent([new("format", "csv"), new("ids", "00000000000000000000000000000001")]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await gallery.Http.PostAsync("/api/export", new StringContent("{}"), CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task An_export_that_breaks_off_is_not_taken_for_a_whole_one()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, services => services.AddSingleton(new ImageStores(new AwayObjectStore(), new AwayObjectStore(), new AwayObjectStore())));
        var (uploads, id) = (gallery.Services.GetRequiredService<ImageUploads>(), ImageId.New(TimeProvider.System));
        await uploads.BeginAsync(new NewImage(id, "somebody", "a.jpg", $"originals/{id}.jpg", "image/jpeg"), CancellationToken);
        await uploads.CompleteAsync(id, new StoredOriginal("v1", 100, null), CancellationToken);

        await Should.ThrowAsync<HttpRequestException>(async () => (await gallery.GetAsync("/api/export?format=coco&images=true")).EnsureSuccessStatusCode());
        (await gallery.GetAsync("/api/export?format=coco")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_little_passes_an_export_that_is_too_large_says_so()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, services => services.AddSingleton(new GalleryOptions { RequestLimit = 2000 }));
        await gallery.AddAsync();

        (await gallery.GetAsync("/api/export?format=jsonl")).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 6; i++)
        {
            await gallery.AddAsync();
        }

        using var response = await gallery.GetAsync("/api/export?format=jsonl");
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task FillAsync(TestGallery gallery)
    {
        var number = 0;
        foreach (var (photo, name) in Photos)
        {
            var id = ImageId.Parse(await gallery.AddSettledAsync(photo, name));
            number++;
            await EditAsync(gallery, id, new AnnotationEdit
            {
                Caption = $"+Number {number};\n\"quoted\" <b>",
                Tags = number == 1 ? ["first", "a;b", "=x"] : ["other"],
                Boxes =
                [
                    new BoxEdit(null, "cat", new BoundingBox(0.1, 0.2, 1 / 3.0, 0.7)) { Confidence = 0.123456789, Origin = CaptionOrigin.Model },
                    new BoxEdit(null, "дом; \"2\"", new BoundingBox(0, 0, 1, 1)),
                ],
                Review = number == 1 ? ReviewState.Approved : ReviewState.InProgress,
            });
        }
    }

    private static async Task EditAsync(TestGallery gallery, ImageId id, AnnotationEdit edit) =>
        (await gallery.Services.GetRequiredService<ImageAnnotations>().ApplyAsync(id, edit, "somebody", CancellationToken)).Outcome.ShouldBe(EditOutcome.Applied);

    private static async Task<SortedDictionary<string, ImageDetails>> DocumentsAsync(TestGallery gallery)
    {
        var documents = new SortedDictionary<string, ImageDetails>(StringComparer.Ordinal);
        await foreach (var document in gallery.Services.GetRequiredService<ImageReader>().WalkAsync(new ImageQuery(), CancellationToken))
        {
            documents.Add(document.Image.FileName, document);
        }

        return documents;
    }

    private static void ShouldBeSame(ImageDetails here, ImageDetails there, string format)
    {
        (here.Image.Caption, here.Image.Review).ShouldBe((there.Image.Caption, there.Image.Review));
        here.Tags.ShouldBe(there.Tags);
        here.Boxes.Count.ShouldBe(there.Boxes.Count);
        foreach (var (box, original) in here.Boxes.Zip(there.Boxes))
        {
            box.Label.ShouldBe(original.Label);
            box.Box.X.ShouldBe(original.Box.X, 1e-12);
            box.Box.Y.ShouldBe(original.Box.Y, 1e-12);
            box.Box.Width.ShouldBe(original.Box.Width, 1e-12);
            box.Box.Height.ShouldBe(original.Box.Height, 1e-12);
            if (format != "yolo")
            {
                (box.Id, box.Confidence, box.Origin).ShouldBe((original.Id, original.Confidence, original.Origin));
            }
        }
    }

    private static async Task<HttpResponseMessage> PostFormAsync(TestGallery gallery, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await gallery.Http.PostAsync("/api/export", form, CancellationToken);
    }

    private static async Task<byte[]> ExportAsync(TestGallery gallery, string query)
    {
        using var response = await gallery.GetAsync($"/api/export?{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync(CancellationToken);
    }

    private static async Task<List<JsonElement>> ImportAsync(TestGallery gallery, byte[] file, string query)
    {
        using var response = await PostAsync(gallery, file, query);
        var text = await TestGallery.TextAsync(response);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Text(lines[0], "event").ShouldBe("begin");
        Text(lines[^1], "event").ShouldBe("end", text);
        lines[0].GetProperty("total").GetInt32().ShouldBe(lines.Count - 2);
        return lines;
    }

    private static async Task<HttpResponseMessage> PostAsync(TestGallery gallery, byte[] file, string query)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await gallery.Http.PostAsync(new Uri($"/api/import?{query}", UriKind.Relative), content, CancellationToken);
    }

    private static (long Added, long Changed, long Unchanged, long Skipped) Counts(List<JsonElement> lines)
    {
        var end = lines[^1];
        return (end.GetProperty("added").GetInt64(), end.GetProperty("changed").GetInt64(), end.GetProperty("unchanged").GetInt64(), end.GetProperty("skipped").GetInt64());
    }

    private static string? Text(JsonElement line, string member) => line.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
