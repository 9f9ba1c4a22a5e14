using Vignette.Pipeline.Hosting;
using Vignette.Tests.Lambda;

namespace Vignette.Hosts.Tests.Rig;

/// <summary>A function: a process of the real program under the real runtime, with Lambda's API on loopback before it.</summary>
internal sealed class CloudFunction : IAsyncDisposable
{
    /// <summary>More than any event takes here, less than any message is hidden for.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(50);

    // Only ends a test that has failed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly LambdaRuntimeApi _api;
    private readonly Dictionary<string, string?> _environment;

    private CloudFunction(LambdaRuntimeApi api, Dictionary<string, string?> environment)
    {
        (_api, _environment) = (api, environment);
        Process = Start();
    }

    public HostProgram Process { get; private set; }

    /// <summary>The error that its start ended with.</summary>
    public Task<string> InitializationError => _api.InitializationError;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CloudFunction> StartAsync(string name, Dictionary<string, string?> environment)
    {
        var api = await LambdaRuntimeApi.StartAsync();
        environment[FunctionNames.Variable] = name;
        environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = $"vignette-test-{name}";
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "1024";
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        return new CloudFunction(api, environment);
    }

    /// <summary>Invokes it with an event, with so much time as Lambda would give it.</summary>
    public async Task<LambdaAnswer> InvokeAsync(string payload, TimeSpan? timeout = null)
    {
        try
        {
            return await _api.InvokeAsync(payload, timeout ?? Timeout, Token).WaitAsync(Patience, TimeProvider.System, Token);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The function did not answer:\n{Process.Output}");
        }
    }

    /// <summary>Hands it a batch, and returns the ids of the messages that it wants to have again.</summary>
    public async Task<IReadOnlyList<string>> DeliverAsync(params string[] bodies) => SqsBatch.Kept(await InvokeAsync(SqsBatch.Of(bodies)));

    /// <inheritdoc cref="DeliverAsync(string[])"/>
    public async Task<IReadOnlyList<string>> DeliverAsync(IReadOnlyList<SqsMessage> messages) => SqsBatch.Kept(await InvokeAsync(SqsBatch.Of(messages)));

    /// <summary>Kills the process in whatever it does, as Lambda does at a timeout, and starts another.</summary>
    public async Task RestartAsync()
    {
        await Process.DisposeAsync();
        _api.AbandonRunning();
        Process = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _api.DisposeAsync();
    }

    private HostProgram Start() => HostProgram.Start("Vignette.Functions.dll", [], _environment);
}
