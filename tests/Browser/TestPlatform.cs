using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vignette.Cli.Local;
using Vignette.Gallery.Access;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Intake;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;

namespace Vignette.Browser.Tests;

/// <summary>A whole platform on a free port with a folder of its own, and a model that says what it is told.</summary>
public sealed class TestPlatform : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly LocalPlatform _platform;

    private TestPlatform(TemporaryFolder folder, FakeChatEndpoint model, LocalPlatform platform) =>
        (_folder, Model, _platform) = (folder, model, platform);

    public Uri Address => _platform.Address;

    public FakeChatEndpoint Model { get; }

    private ImageReader Images => _platform.Services.GetRequiredService<ImageReader>();

    /// <param name="isOffline">Captions are made without the model.</param>
    /// <param name="isIdle">Tasks are left waiting.</param>
    /// <param name="configure">Replaces services.</param>
    public static async Task<TestPlatform> StartAsync(
        CancellationToken cancellationToken,
        bool isOffline = false,
        bool isIdle = false,
        bool hasSamples = false,
        SignInMode signIn = SignInMode.None,
        Action<IServiceCollection>? configure = null)
    {
        var folder = new TemporaryFolder();
        var model = await FakeChatEndpoint.StartAsync();
        var options = new LocalPlatformOptions(folder.Path) { Port = 0, Samples = hasSamples, SignIn = signIn };
        var settings = new Dictionary<string, string?> { [CaptionOptions.EndpointVariable] = isOffline ? null : model.Address.ToString() };
        var captions = CaptionOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var platform = await LocalPlatform.StartAsync(
            isIdle ? options with { Workers = 0 } : options,
            cancellationToken,
            services =>
            {
                services.AddCaptioner(captions).AddLogging(logging => logging.ClearProviders());
                configure?.Invoke(services);
            });
        return new TestPlatform(folder, model, platform);
    }

    /// <summary>A model's answer.</summary>
    public static string Annotation(string caption, params string[] tags) =>
        JsonSerializer.Serialize(new { caption, tags, objects = Array.Empty<object>() });

    /// <summary>Takes a photo in, as if uploaded.</summary>
    public async Task<ImageId> AddAsync(string photo, CancellationToken cancellationToken, string? name = null)
    {
        await using var content = File.OpenRead(Photos.Path(photo));
        var file = new IncomingFile(content, name ?? Path.GetFileName(photo), FixedUser.Name);
        var result = await _platform.Services.GetRequiredService<ImageIntake>().AcceptAsync(file, cancellationToken);
        return result.ShouldBeOfType<IntakeResult.Accepted>().Id;
    }

    /// <summary>Takes a photo in, and waits until it is completed or failed.</summary>
    /// <param name="annotation">What the model says of it; null for what it says of everything.</param>
    public async Task<ImageId> FinishAsync(string photo, CancellationToken cancellationToken, string? name = null, string? annotation = null)
    {
        if (annotation is not null)
        {
            Model.Next(ChatAnswers.Content(annotation));
        }

        var id = await AddAsync(photo, cancellationToken, name);
        await SettleAsync(id, cancellationToken);
        return id;
    }

    /// <summary>Waits until an image is completed or failed.</summary>
    public async Task<ImageRecord> SettleAsync(ImageId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var image = await Images.FindAsync(id, cancellationToken);
            if (image is { OverallStatus: TaskState.Completed or TaskState.Failed })
            {
                return image;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    public Task<ImageDetails?> DetailsAsync(ImageId id, CancellationToken cancellationToken) => Images.DetailsAsync(id, cancellationToken);

    public Task<int> CountAsync(ImageQuery query, CancellationToken cancellationToken) => Images.CountAsync(query, atMost: 1000, cancellationToken);

    public async Task<IReadOnlyList<ImageId>> IdsAsync(ImageQuery query, CancellationToken cancellationToken) => (await Images.ListIdsAsync(query, cancellationToken)).Ids;

    /// <summary>Changes a caption as another person would.</summary>
    public async Task EditElsewhereAsync(ImageId id, string caption, CancellationToken cancellationToken)
    {
        using var client = NewClient();
        using var response = await client.PatchAsJsonAsync(new Uri($"/api/images/{id}", UriKind.Relative), new { caption }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Deletes a picture as another person would.</summary>
    public async Task DeleteElsewhereAsync(ImageId id, CancellationToken cancellationToken)
    {
        using var client = NewClient();
        using var response = await client.DeleteAsync(new Uri($"/api/images/{id}", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await Model.DisposeAsync();
        _folder.Dispose();
    }

    private HttpClient NewClient() => new() { BaseAddress = Address, DefaultRequestHeaders = { { "Accept", "application/json" } } };
}
