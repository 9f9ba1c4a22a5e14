using System.Collections.Concurrent;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Vignette.Gallery;
using Vignette.Pipeline;
using Vignette.Pipeline.Objects;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>The page puts files straight into a real S3 server, as it does on AWS: another origin, signed addresses, the bucket's CORS, events.</summary>
public sealed class DirectUploadTests(ChromiumFixture chromium, RadosGateway gateway) : GalleryTestBase(chromium), IClassFixture<RadosGateway>
{
    private const string Failed = "The storage could not be reached, or did not take the file. Trying again in a moment…";

    // What a load balancer passes on to a function.
    private const int RequestLimit = 1 << 20;

    private readonly ConcurrentQueue<(string Method, Uri Address, int Size)> _requests = new();
    private GatewayBucket _originals = null!;
    private GatewayBucket _renditions = null!;

    private string StoreOrigin => gateway.Options.OriginOf(_originals.Name);

    private IEnumerable<Uri> Puts => _requests.Where(request => request.Method == "PUT").Select(request => request.Address);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _originals?.Dispose();
        _renditions?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_picture_that_is_too_large_for_a_request_goes_straight_into_the_bucket()
    {
        await AllowAsync();
        var page = await OpenUploadAsync();

        // A JPEG ends where it says so: what follows is not looked at.
        byte[] large = [.. await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), CancellationToken), .. new byte[5 << 20]];
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "猫 large.jpg", MimeType = "", Buffer = large });

        await Expect(page.Locator(".job[data-state=ready] .job-note")).ToHaveTextAsync("A red rocket stands on a launch pad.");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Expect(page.Locator(".job img")).ToHaveJSPropertyAsync("complete", true);
        Puts.ShouldHaveSingleItem().GetLeftPart(UriPartial.Authority).ShouldBe(StoreOrigin);
        _requests.Where(request => request.Address.Authority == Platform.Address.Authority).ShouldAllBe(request => request.Size < RequestLimit);
        _requests.ShouldNotContain(request => request.Address.AbsolutePath == "/upload");

        var stored = await _originals.Store.ListAsync("", CancellationToken).SingleAsync(CancellationToken);
        stored.Size.ShouldBe(large.Length);
        await page.Locator(".job").GetByRole(AriaRole.Link, new() { Name = "猫 large.jpg" }).ClickAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("猫 large.jpg");
        page.Url.ShouldEndWith(Path.GetFileNameWithoutExtension(stored.Key));
    }

    [Fact]
    public async Task Several_at_once_show_how_far_they_are_and_what_is_refused_is_never_sent()
    {
        Tolerate("415 (Unsupported Media Type)");
        await AllowAsync();
        var page = await OpenUploadAsync();

        await page.Locator("#files").SetInputFilesAsync(
            [Photos.Path("good/rocket.jpg"), Photos.Path("bad/random.png"), Photos.Path("good/coffee.webp"), Photos.Path("bad/empty.jpg"), Photos.Path("good/one-pixel.png")]);

        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(3);
        await Expect(page.Locator(".job[data-state=refused]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".job-note").Nth(1)).ToHaveTextAsync("This is not a JPEG, PNG, GIF or WebP picture.");
        Puts.Count().ShouldBe(3);
        await Expect(Tiles(page)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task An_address_that_has_run_out_is_replaced_by_a_new_one()
    {
        // The server names no origin when it refuses an address.
        Tolerate("blocked by CORS policy");
        Tolerate("net::ERR_FAILED");
        await AllowAsync();
        var page = await OpenUploadAsync();
        var tickets = 0;
        await page.RouteAsync("**/api/uploads", async route =>
        {
            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();

            // As if it had been given a year ago.
            await route.FulfillAsync(new() { Response = answer, Body = Interlocked.Increment(ref tickets) == 1 ? text.Replace("X-Amz-Date=20", "X-Amz-Date=19", StringComparison.Ordinal) : text });
        });

        await page.Locator("#files").SetInputFilesAsync(Photos.Path("good/rocket.jpg"));

        await Expect(page.Locator(".job-note")).ToHaveTextAsync(Failed);
        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(1);
        tickets.ShouldBe(2);
        Puts.Count().ShouldBe(2);
        await Expect(Tiles(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_put_that_is_cut_off_is_sent_again()
    {
        Tolerate("net::ERR_CONNECTION_RESET");
        await AllowAsync();
        var page = await OpenUploadAsync();
        var tries = 0;
        await page.RouteAsync($"{StoreOrigin}/**", route =>
            route.Request.Method == "PUT" && Interlocked.Increment(ref tries) == 1 ? route.AbortAsync(RequestAbortErrorCode.ConnectionReset) : route.ContinueAsync());

        await page.Locator("#files").SetInputFilesAsync(Photos.Path("good/rocket.jpg"));

        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(1);
        tries.ShouldBe(2);
        await Expect(Tiles(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_bucket_that_does_not_know_the_pages_origin_takes_nothing_from_it()
    {
        Tolerate("blocked by CORS policy");
        Tolerate("net::ERR_FAILED");
        await AllowAsync("https://another.example");
        var page = await OpenUploadAsync();

        await page.Locator("#files").SetInputFilesAsync(Photos.Path("good/rocket.jpg"));

        await Expect(page.Locator(".job-note")).ToHaveTextAsync(Failed);
        (await _originals.Store.ListAsync("", CancellationToken).AnyAsync(CancellationToken)).ShouldBeFalse();
        await AllowAsync();
        await Expect(page.Locator(".job[data-state=ready]")).ToHaveCountAsync(1);
    }

    protected override async Task<TestPlatform> StartAsync()
    {
        _originals = await gateway.CreateBucketAsync();
        _renditions = await gateway.CreateBucketAsync();
        return await TestPlatform.StartAsync(CancellationToken, configure: services =>
        {
            services.AddSingleton(new PlatformEnvironment { ImageBucket = _originals.Name, ThumbnailBucket = _renditions.Name });
            services.AddSingleton(new ImageStores(_originals.Store, _renditions.Store, _renditions.Store));
            services.AddSingleton(new GalleryOptions { MediaOrigins = [StoreOrigin], UploadOrigin = StoreOrigin });
            services.AddHostedService<BucketEvents>();
        });
    }

    private async Task<IPage> OpenUploadAsync()
    {
        var page = await NewPageAsync();
        page.Request += (_, request) => _requests.Enqueue((request.Method, new Uri(request.Url), request.PostDataBuffer?.Length ?? 0));
        await page.GotoAsync(Platform.Address.AbsoluteUri);
        return page;
    }

    /// <summary>What the stack sets on the bucket once the gallery's address is known.</summary>
    private async Task AllowAsync(string? origin = null) => await _originals.Client.PutCORSConfigurationAsync(
        new PutCORSConfigurationRequest
        {
            BucketName = _originals.Name,
            Configuration = new CORSConfiguration
            {
                Rules = [new CORSRule { AllowedMethods = ["PUT"], AllowedHeaders = ["content-type"], AllowedOrigins = [origin ?? Platform.Address.GetLeftPart(UriPartial.Authority)] }],
            },
        },
        CancellationToken);
}
