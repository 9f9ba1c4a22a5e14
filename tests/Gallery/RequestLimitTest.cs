using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Vignette.Gallery.Tests;

/// <summary>One client's requests are limited where the host says so.</summary>
public sealed class RequestLimitTest
{
    // Ten times as many at once. What comes in the meantime is too little to matter.
    private const int Rate = 1;
    private const int Burst = 10;

    [Fact]
    public async Task Beyond_its_limit_a_client_is_told_when_to_come_again()
    {
        await using var gallery = await StartAsync(new GalleryOptions { RequestsPerSecond = Rate });
        HttpResponseMessage refused;
        var taken = 0;
        while ((refused = await gallery.GetAsync("/api/images")).StatusCode == HttpStatusCode.OK)
        {
            refused.Dispose();
            taken++;
        }

        taken.ShouldBeGreaterThanOrEqualTo(Burst);
        using (refused)
        {
            (await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests)).ShouldContain("wait");
            refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        }

        // A person sees a page.
        using var page = await UntilRefusedAsync(() => gallery.BrowseAsync("/gallery"));
        page.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");

        // The load balancer's question does not count, nor does what a page shows.
        for (var i = 0; i < 2 * Burst; i++)
        {
            (await gallery.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await gallery.GetAsync("/assets/none/none.css")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await gallery.GetAsync("/media/00000000000000000000000000000000/thumb")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        // After a while it is taken again.
        await TestGallery.UntilAsync(async () =>
        {
            using var again = await gallery.GetAsync("/api/images");
            return again.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Without_a_limit_none_is_refused()
    {
        await using var gallery = await StartAsync(new GalleryOptions());
        for (var i = 0; i < 3 * Burst; i++)
        {
            using var answer = await gallery.GetAsync("/api/images");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        HttpResponseMessage answer;
        while ((answer = await ask()).StatusCode != HttpStatusCode.TooManyRequests)
        {
            answer.Dispose();
        }

        return answer;
    }

    private static Task<TestGallery> StartAsync(GalleryOptions options) => TestGallery.StartAsync(workers: 0, services => services.AddSingleton(options));
}
