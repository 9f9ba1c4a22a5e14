using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Captions.Chat;
using Vignette.Pipeline.Imaging;
using Vignette.Schema.Catalog;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Captions;

/// <summary>A chat captioner against a fake endpoint on the wire, on a clock that stands still.</summary>
public abstract class ChatCaptionerTest : IAsyncLifetime, ILogger<ChatCaptioner>
{
    protected const string Key = "test-key-4711";

    private readonly List<string> _log = [];

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected FakeChatEndpoint Endpoint { get; private set; } = null!;

    protected ManualTimeProvider Time { get; } = new();

    protected IReadOnlyList<string> Logged => _log;

    protected byte[] Jpeg { get; } = File.ReadAllBytes(Photos.Path("good/rocket.jpg"));

    public async ValueTask InitializeAsync() => Endpoint = await FakeChatEndpoint.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Endpoint.DisposeAsync();
    }

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Add($"{logLevel}: {formatter(state, exception)}{exception}");

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    protected static CaptionOptions Options(params ReadOnlySpan<(string Variable, string? Value)> environment)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (variable, value) in environment)
        {
            values[variable] = value;
        }

        return CaptionOptions.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    /// <summary>Captions the photograph with the endpoint, the key, and nothing else set.</summary>
    protected Task<CaptionResult> CaptionAsync() =>
        CaptionAsync(Options((CaptionOptions.EndpointVariable, Endpoint.Address.ToString()), (CaptionOptions.ApiKeyVariable, Key)), Cancelled);

    protected async Task<CaptionResult> CaptionAsync(CaptionOptions options, CancellationToken cancellationToken)
    {
        using var captioner = new ChatCaptioner(options, Time, this);
        var request = new CaptionRequest(Jpeg, new PictureFacts(ImageFormat.Jpeg, 640, 427), new PixelSample(1, 1, new byte[3]));
        return await captioner.CaptionAsync(request, cancellationToken);
    }
}
