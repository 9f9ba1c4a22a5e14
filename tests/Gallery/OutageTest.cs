using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Objects;

namespace Vignette.Gallery.Tests;

/// <summary>What is said when something that is needed is away.</summary>
public sealed class OutageTest
{
    [Fact]
    public async Task All_well_is_ready()
    {
        await using var gallery = await TestGallery.StartAsync();
        (await gallery.GetJsonAsync("/health")).GetProperty("status").GetString().ShouldBe("healthy");
        using var response = await gallery.GetAsync("/health/ready");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var readiness = await TestGallery.JsonAsync(response);
        readiness.GetProperty("status").GetString().ShouldBe("ready");
        readiness.GetProperty("dependencies").EnumerateObject().ShouldAllBe(dependency => dependency.Value.GetString() == "up");
        readiness.GetProperty("dependencies").EnumerateObject().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_store_that_is_away_makes_uploads_worth_another_try_and_leaves_the_process_alive()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, services => services.AddSingleton(new ImageStores(new AwayObjectStore(), new AwayObjectStore(), new AwayObjectStore())));
        using var upload = await gallery.UploadAsync(null, ("one.png", await TestGallery.PhotoAsync("good/one-pixel.png")));
        (await upload.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldNotContain("secret-host");
        upload.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await gallery.CountAsync()).ShouldBe(0);
        (await gallery.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_dependency_that_is_down_or_never_answers_is_named_in_time_without_its_secrets()
    {
        await using var gallery = await TestGallery.StartAsync(configure: services =>
        {
            services.AddSingleton(new GalleryOptions { ProbeTimeout = TimeSpan.FromMilliseconds(200) });
            services.AddSingleton<IDependencyProbe>(new Probe("broken", _ => throw new InvalidOperationException("password=hunter2")));
            services.AddSingleton<IDependencyProbe>(new Probe("silent", _ => new TaskCompletionSource().Task));
        });
        var watch = Stopwatch.StartNew();
        using var response = await gallery.GetAsync("/health/ready");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await TestGallery.TextAsync(response);
        text.ShouldNotContain("hunter2");
        var readiness = await TestGallery.JsonAsync(response);
        readiness.GetProperty("status").GetString().ShouldBe("unavailable");
        var dependencies = readiness.GetProperty("dependencies");
        dependencies.GetProperty("broken").GetString().ShouldBe("down");
        dependencies.GetProperty("silent").GetString().ShouldBe("down");
        dependencies.GetProperty("catalog").GetString().ShouldBe("up");
    }

    private sealed class Probe(string name, Func<CancellationToken, Task> check) : IDependencyProbe
    {
        public string Name => name;

        public Task CheckAsync(CancellationToken cancellationToken) => check(cancellationToken);
    }
}
