using System.Net;
using System.Text;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Tests;

public sealed class AnnotationsApiTest : IAsyncLifetime
{
    private const string Cat = """{"label":"cat","box":{"x":0.1,"y":0.2,"width":0.3,"height":0.4}}""";

    private TestGallery _gallery = null!;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync(workers: 0);

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task A_document_is_put_and_told()
    {
        var id = await _gallery.AddAsync();
        var empty = await _gallery.GetJsonAsync($"/api/images/{id}/annotations");
        (empty.GetProperty("version").GetInt64(), empty.GetProperty("review").GetString(), empty.GetProperty("boxes").GetArrayLength()).ShouldBe((1, "unreviewed", 0));

        using var response = await PutAsync(id, """{"version":1,"review":"in_progress","caption":" A cat ","tags":["cat"],"rejected":[],"boxes":[{"label":"<script>cat</script>","box":{"x":0,"y":0,"width":1,"height":1}}]}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var document = await TestGallery.JsonAsync(response);
        (document.GetProperty("version").GetInt64(), document.GetProperty("review").GetString(), document.GetProperty("reviewedBy").GetString()).ShouldBe((2, "in_progress", "local"));
        var box = document.GetProperty("boxes")[0];
        (box.GetProperty("label").GetString(), box.GetProperty("origin").GetString(), box.GetProperty("author").GetString()).ShouldBe(("<script>cat</script>", "person", "local"));
        box.GetProperty("box").GetProperty("width").GetDouble().ShouldBe(1);
        document.GetProperty("history")[0].GetProperty("author").GetString().ShouldBe("local");
        (await _gallery.GetJsonAsync($"/api/images/{id}/annotations")).ToString().ShouldBe(document.ToString());

        // What was told can be put back as it is.
        using var again = await PutAsync(id, document.ToString());
        (await TestGallery.JsonAsync(again)).GetProperty("version").GetInt64().ShouldBe(2);
        using var page = await _gallery.BrowseAsync($"/images/{id}");
        (await TestGallery.TextAsync(page)).ShouldNotContain("<script>cat");
    }

    [Fact]
    public async Task A_conflict_carries_the_present_document()
    {
        var id = await _gallery.AddAsync();
        await PutAsync(id, $$"""{"version":1,"boxes":[{{Cat}}]}""");
        using var response = await PutAsync(id, """{"version":1,"boxes":[]}""");
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        var present = (await TestGallery.JsonAsync(response)).GetProperty("present");
        (present.GetProperty("version").GetInt64(), present.GetProperty("boxes")[0].GetProperty("label").GetString()).ShouldBe((2, "cat"));

        using var unknown = await PutAsync(id, """{"version":2,"rejected":["00000000000000000000000000000000"]}""");
        await unknown.ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"boxes":[]}""")]
    [InlineData("""{"version":1,"boxes":[null]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat"}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":0.1,"y":0.1,"width":0.1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":NaN,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":"NaN","y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":0,"y":0,"width":1e999,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":-1e999,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":0.5,"y":0,"width":0.6,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":-0.1,"y":0,"width":0.6,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":0,"y":0,"width":0,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"cat","box":{"x":0,"y":0,"width":1,"height":-1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"box":{"x":0,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":" ","box":{"x":0,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"a\nb","box":{"x":0,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"label":"\u0000","box":{"x":0,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"id":"1","label":"cat","box":{"x":0,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"boxes":[{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","label":"a","box":{"x":0,"y":0,"width":1,"height":1}},{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","label":"b","box":{"x":0,"y":0,"width":1,"height":1}}]}""")]
    [InlineData("""{"version":1,"rejected":["x"]}""")]
    [InlineData("""{"version":1,"rejected":[null]}""")]
    [InlineData("""{"version":1,"review":"done"}""")]
    [InlineData("""{"version":1,"review":2}""")]
    [InlineData("""{"version":1,"caption":""}""")]
    [InlineData("""{"version":1,"tags":[""]}""")]
    public async Task A_document_that_is_not_valid_is_refused_and_nothing_changes(string json)
    {
        var id = await _gallery.AddAsync();
        using var response = await PutAsync(id, json);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        (await _gallery.GetJsonAsync($"/api/images/{id}/annotations")).GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_document_over_the_limits_is_refused()
    {
        var id = await _gallery.AddAsync();
        using var many = await PutAsync(id, $$"""{"version":1,"boxes":[{{string.Join(',', Enumerable.Repeat(Cat, AnnotationEdit.MaxBoxes + 1))}}]}""");
        await many.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        (await TestGallery.JsonAsync(many)).GetProperty("detail").GetString().ShouldBe("A picture has at most 500 boxes; these are 501.");
        using var label = await PutAsync(id, $$"""{"version":1,"boxes":[{{Cat.Replace("cat", new string('x', 10_000), StringComparison.Ordinal)}}]}""");
        await label.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        (await TestGallery.JsonAsync(label)).GetProperty("detail").GetString().ShouldBe("Box 1: A label has 1 to 64 characters; this one has 10,000.");
        using var huge = await PutAsync(id, $$"""{"version":1,"caption":"{{new string('x', 600 << 10)}}"}""");
        await huge.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        // As many as there may be, with labels as long as they may be.
        var largest = $$$"""{"label":"{{{string.Concat(Enumerable.Repeat("\\u732b", AnnotationEdit.MaxLabelLength))}}}","box":{"x":0.12345678901234567,"y":0.12345678901234567,"width":0.12345678901234567,"height":0.12345678901234567}}""";
        using var most = await PutAsync(id, $$"""{"version":1,"boxes":[{{string.Join(',', Enumerable.Repeat(largest, AnnotationEdit.MaxBoxes))}}]}""");
        most.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_needs_the_token_of_a_page_and_an_image_must_be_there()
    {
        var id = await _gallery.AddAsync();
        using var content = new StringContent("""{"version":1,"boxes":[]}""", Encoding.UTF8, "application/json");
        using var forged = await _gallery.BrowseAsync(HttpMethod.Put, $"/api/images/{id}/annotations", content);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var nobody = new string('0', 32);
        using var put = await PutAsync(nobody, """{"version":1,"boxes":[]}""");
        await put.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        using var get = await _gallery.GetAsync($"/api/images/{nobody}/annotations");
        await get.ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Labels_in_use_are_told_by_their_beginning()
    {
        await PutAsync(await _gallery.AddAsync(), $$"""{"version":1,"boxes":[{{Cat}}]}""");
        foreach (var (query, expected) in ((string, string[])[])[("", ["cat"]), ("?q=CA", ["cat"]), ("?q=dog", []), ("?q=%25", [])])
        {
            var labels = (await _gallery.GetJsonAsync($"/api/labels{query}")).GetProperty("labels").EnumerateArray().Select(use => use.GetProperty("label").GetString());
            labels.ShouldBe(expected, query);
        }

        using var tooLong = await _gallery.GetAsync($"/api/labels?q={new string('x', 65)}");
        await tooLong.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    private async Task<HttpResponseMessage> PutAsync(string id, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _gallery.Http.PutAsync(new Uri($"/api/images/{id}/annotations", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
