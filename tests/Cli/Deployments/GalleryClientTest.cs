using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Cli.Deployments;
using Vignette.Cli.Local;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments;

/// <summary>The client where the gallery's store is S3, as it is on AWS: files go straight there and pictures come from there.</summary>
public sealed class GalleryClientTest(RadosGateway gateway) : IClassFixture<RadosGateway>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private GatewayBucket? _bucket;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bucket?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_goes_straight_into_the_store_once_under_its_key_and_comes_back_from_there()
    {
        await using var platform = await StartAsync();
        var posts = 0;
        await using var door = await FrontDoor.OpenAsync(platform.Address, context =>
        {
            posts += context.Request.Path == "/upload" ? 1 : 0;
            return Task.FromResult(false);
        });
        using var client = await GalleryClient.ConnectAsync(door.Address, new GalleryClientOptions(), TimeProvider.System, Token);
        var bytes = await File.ReadAllBytesAsync(Photos.Path("good/rocket-exif1.jpg"), Token);
        var file = new UploadFile("rocket.jpg", bytes.Length, "key", () => new MemoryStream(bytes));

        var uploaded = await client.UploadAsync(file, Token);
        (await client.UploadAsync(file, Token)).Id.ShouldBe(uploaded.Id);
        posts.ShouldBe(0);

        var image = (await client.FindAsync(uploaded.Id, Token)).ShouldNotBeNull();
        (image.Filename, image.Size).ShouldBe(("rocket.jpg", bytes.Length));
        (await client.PictureAsync(image.OriginalUrl, Token)).ShouldBe(bytes);

        (await client.DeleteAsync(image.Id, Token)).ShouldBeTrue();
        (await client.PurgeAsync(image.Id, Token)).ShouldBeTrue();
        (await client.PurgeAsync(image.Id, Token)).ShouldBeFalse();
        (await client.FindAsync(image.Id, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_store_refuses_is_told_and_not_sent_again()
    {
        await using var platform = await StartAsync();
        using var client = await GalleryClient.ConnectAsync(platform.Address, new GalleryClientOptions(), TimeProvider.System, Token);
        var bytes = await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), Token);
        await _bucket!.Client.DeleteBucketAsync(_bucket.Name, Token);
        var fault = await Should.ThrowAsync<GalleryException>(() => client.UploadAsync(new UploadFile("pixel.png", bytes.Length, "key", () => new MemoryStream(bytes)), Token));
        (fault.Kind, fault.Message).ShouldBe((GalleryFaultKind.Refused, "answered PUT to 127.0.0.1 with 404: NoSuchBucket"));
    }

    [Fact]
    public async Task A_file_is_sent_again_where_the_reason_may_pass_and_comes_in_once()
    {
        await using var platform = await LocalPlatform.StartAsync(new LocalPlatformOptions(_folder.Path) { Port = 0, Workers = 0 }, Token);
        var uploads = 0;
        await using var door = await FrontDoor.OpenAsync(platform.Address, async context =>
        {
            if (context.Request.Path != "/upload" || ++uploads > 2)
            {
                return false;
            }

            if (uploads == 1)
            {
                await FrontDoor.Say(503, "text/plain", "")(context);
            }
            else
            {
                context.Abort();
            }

            return true;
        });
        using var client = await GalleryClient.ConnectAsync(door.Address, new GalleryClientOptions { RetryPause = TimeSpan.FromMilliseconds(1) }, TimeProvider.System, Token);
        var bytes = await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), Token);
        var uploaded = await client.UploadAsync(new UploadFile("pixel.png", bytes.Length, "key", () => new MemoryStream(bytes)), Token);
        uploads.ShouldBe(3);
        (await client.FindAsync(uploaded.Id, Token)).ShouldNotBeNull().Size.ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task A_file_is_sent_no_more_often_than_said()
    {
        await using var platform = await LocalPlatform.StartAsync(new LocalPlatformOptions(_folder.Path) { Port = 0, Workers = 0 }, Token);
        var uploads = 0;
        await using var door = await FrontDoor.OpenAsync(platform.Address, FrontDoor.On("POST", "/upload", context =>
        {
            uploads++;
            return FrontDoor.Say((int)HttpStatusCode.ServiceUnavailable, "application/problem+json", """{"detail":"Away."}""")(context);
        }));
        using var client = await GalleryClient.ConnectAsync(door.Address, new GalleryClientOptions { UploadTries = 2, RetryPause = TimeSpan.Zero }, TimeProvider.System, Token);
        var bytes = await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), Token);
        var fault = await Should.ThrowAsync<GalleryException>(() => client.UploadAsync(new UploadFile("a.png", bytes.Length, "key", () => new MemoryStream(bytes)), Token));
        (fault.Kind, fault.Message, uploads).ShouldBe((GalleryFaultKind.Unavailable, "answered POST /upload with 503: Away.", 2));
    }

    [Fact]
    public async Task Nobody_is_led_where_no_gallery_is()
    {
        await using var door = await FrontDoor.OpenAsync(null, FrontDoor.On("GET", "/", context =>
        {
            context.Response.Redirect("file:///etc/hostname");
            return Task.CompletedTask;
        }));
        var fault = await Should.ThrowAsync<GalleryException>(() => GalleryClient.ConnectAsync(door.Address, new GalleryClientOptions(), TimeProvider.System, Token));
        (fault.Kind, fault.Message).ShouldBe((GalleryFaultKind.NotAGallery, "leads from http to file, where nobody should follow"));
    }

    [Fact]
    public void What_others_say_has_one_line_and_an_end()
    {
        var fault = new GalleryException(GalleryFaultKind.Refused, "a\r\n\tb\u001b[31mc" + new string('x', 5000));
        fault.Message.ShouldStartWith("a b[31mcx");
        fault.Message.Length.ShouldBe(401);
    }

    private async Task<LocalPlatform> StartAsync()
    {
        _bucket = await gateway.CreateBucketAsync();
        var stores = new ImageStores(_bucket.Store, _bucket.Store, _bucket.Store);
        return await LocalPlatform.StartAsync(
            new LocalPlatformOptions(_folder.Path) { Port = 0, Workers = 0 },
            Token,
            services => services.AddSingleton(stores));
    }
}
