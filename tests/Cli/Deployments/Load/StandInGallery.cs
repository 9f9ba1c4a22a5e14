using System.Text.Json;
using Vignette.Cli.Deployments;
using Vignette.Cli.Deployments.Load.Measuring;
using Vignette.Cli.Deployments.Load.Pictures;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>A server on loopback that takes pictures as a gallery does, when a test lets it, and a client that measures it by the test's clock.</summary>
internal sealed class StandInGallery : IAsyncDisposable
{
    private readonly FrontDoor _door;
    private readonly GalleryClient _client;
    private readonly LoadMeter _meter;
    private readonly Counter _counter;

    private StandInGallery(FrontDoor door, GalleryClient client, LoadMeter meter, Counter counter) => (_door, _client, _meter, _counter) = (door, client, meter, counter);

    /// <summary>Uploads that have arrived.</summary>
    public int Arrived => Volatile.Read(ref _counter.Arrived);

    public LoadMeasures Measures => _meter.Measures();

    /// <param name="gate">What the answer to the upload of this number, from 0, waits for.</param>
    public static async Task<StandInGallery> OpenAsync(TimeProvider time, Func<int, Task> gate, CancellationToken cancellationToken)
    {
        var counter = new Counter();
        var door = await FrontDoor.OpenAsync(null, async context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/health":
                    await FrontDoor.Say(200, "application/json", """{"status":"healthy"}""")(context);
                    break;
                case "/upload":
                    var number = Interlocked.Increment(ref counter.Arrived) - 1;
                    await gate(number).WaitAsync(context.RequestAborted);
                    await FrontDoor.Say(201, "application/json", JsonSerializer.Serialize(new { images = new[] { new { id = $"{number:x32}", filename = "a.jpg", url = "/" } }, rejected = Array.Empty<string>() }))(context);
                    break;
                default:
                    await FrontDoor.Say(409, "application/problem+json", "{}")(context);
                    break;
            }

            return true;
        });
        var client = await GalleryClient.ConnectAsync(door.Address, new GalleryClientOptions { UploadTries = 1 }, time, cancellationToken);
        return new StandInGallery(door, client, new LoadMeter(time), counter);
    }

    public async Task<TimeSpan> SendAsync(LoadPicture picture, long due)
    {
        _meter.Send(due);
        await _client.UploadAsync(picture.ToFile("test"), CancellationToken.None);
        _meter.Accept(due, picture.Bytes.Length);
        return TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _door.DisposeAsync();
    }

    private sealed class Counter
    {
        public int Arrived;
    }
}
