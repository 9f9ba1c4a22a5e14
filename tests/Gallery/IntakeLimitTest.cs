using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline;

namespace Vignette.Gallery.Tests;

/// <summary>Where too much has come in already, more is refused for now: before it is read, and without a loss.</summary>
public sealed class IntakeLimitTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_backlog_uploads_are_told_when_to_come_again_and_then_taken()
    {
        await using var gallery = await StartAsync(new PipelineOptions { MaxBacklog = 3 });
        var ids = new List<string>();
        HttpResponseMessage refused;
        while ((refused = await UploadAsync(gallery)).StatusCode == HttpStatusCode.Created)
        {
            ids.Add((await TestGallery.JsonAsync(refused)).GetProperty("images")[0].GetProperty("id").GetString()!);
            refused.Dispose();

            // The answer before may be a second old.
            ids.Count.ShouldBeLessThan(10_000);
        }

        ids.Count.ShouldBeGreaterThanOrEqualTo(3);
        using (refused)
        {
            (await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldContain("3 pictures wait");
            refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(10));
        }

        // Neither did the one that was refused leave anything, nor are those lost that were taken.
        (await gallery.CountAsync()).ShouldBe(Math.Min(200, ids.Count));
        using var announced = await gallery.Http.PostAsJsonAsync("/api/uploads", new { filename = "one.png", size = 10, signature = "iVBORw0KGgo=" }, Token);
        await announced.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        using var import = await gallery.Http.PostAsync(new Uri("/api/import?format=jsonl", UriKind.Relative), new ByteArrayContent([]), Token);
        await import.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);

        foreach (var id in ids)
        {
            using var deleted = await gallery.Http.DeleteAsync(new Uri($"/api/images/{id}", UriKind.Relative), Token);
            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await TestGallery.UntilAsync(async () =>
        {
            using var again = await UploadAsync(gallery);
            return again.StatusCode == HttpStatusCode.Created;
        });
    }

    [Fact]
    public async Task A_person_is_told_on_a_page()
    {
        await using var gallery = await StartAsync(new PipelineOptions { MinFreeDisk = long.MaxValue });
        using var form = new MultipartFormDataContent { { await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png" }, { new StringContent(await gallery.TokenAsync()), "__RequestVerificationToken" } };
        using var refused = await gallery.BrowseAsync(HttpMethod.Post, "/upload", form);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        (await TestGallery.TextAsync(refused)).ShouldContain("The disk is nearly full");
    }

    [Fact]
    public async Task On_a_disk_that_is_nearly_full_nothing_comes_in_and_all_else_goes_on()
    {
        await using var gallery = await StartAsync(new PipelineOptions { MinFreeDisk = long.MaxValue });
        using var refused = await UploadAsync(gallery);
        (await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldContain("disk");
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromMinutes(1));
        await gallery.ShouldHaveNothingAsync();
        (await gallery.GetAsync("/gallery")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Zero_is_no_limit()
    {
        await using var gallery = await StartAsync(new PipelineOptions { MaxBacklog = 0, MinFreeDisk = 0 });
        using var taken = await UploadAsync(gallery);
        taken.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private static Task<TestGallery> StartAsync(PipelineOptions options) => TestGallery.StartAsync(workers: 0, services => services.AddSingleton(options));

    private static async Task<HttpResponseMessage> UploadAsync(TestGallery gallery) => await gallery.UploadAsync(null, ("one.png", await TestGallery.PhotoAsync("good/one-pixel.png")));
}
