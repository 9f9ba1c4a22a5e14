using System.Text.Json;

namespace Vignette.Tests;

/// <summary>The real program, as a process of its own: <c>vignette up</c> on a folder and any free port, unless one is named.</summary>
public sealed class VignetteProcess : IAsyncDisposable
{
    private const string Assembly = "vignette.dll";
    private const string Ready = "Vignette is ready:";

    private static readonly string[] AnyPort = ["--port", "0"];

    private readonly ProgramProcess _process;

    private VignetteProcess(ProgramProcess process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>All that it has printed.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it and returns when it has printed its address.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message holds what it printed.</exception>
    public static async Task<VignetteProcess> StartAsync(
        string dataFolder,
        IReadOnlyList<string>? arguments = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellationToken = default)
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ProgramProcess.StartDotnet(Assembly, ["up", .. arguments?.Contains("--port") == true ? [] : AnyPort, "--data", dataFolder, .. arguments ?? []], environment, line =>
        {
            var at = line.IndexOf(Ready, StringComparison.Ordinal);
            if (at >= 0)
            {
                ready.TrySetResult(new Uri(line[(at + Ready.Length)..].Trim()));
            }
        });
        try
        {
            await Task.WhenAny(ready.Task, process.Ended).WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
            return ready.Task.IsCompletedSuccessfully
                ? new VignetteProcess(process, await ready.Task)
                : throw new InvalidOperationException($"The program ended before it was ready:\n{process.Output}");
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? input = null,
        CancellationToken cancellationToken = default)
    {
        await using var process = ProgramProcess.StartDotnet(Assembly, arguments, environment, input: input);
        return (await process.Ended.WaitAsync(cancellationToken), process.Output);
    }

    /// <summary>Waits until the gallery has exactly so many images and all are completed.</summary>
    public async Task WaitForImagesAsync(int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (await CountAsync("", limit.Token) != count || await CountAsync("&status=completed", limit.Token) != count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    /// <inheritdoc cref="ProgramProcess.KillAsync"/>
    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc cref="ProgramProcess.StopAsync"/>
    public Task<int> StopAsync(CancellationToken cancellationToken = default) => _process.StopAsync(cancellationToken);

    /// <inheritdoc cref="ProgramProcess.PeakMemory"/>
    public long PeakMemory() => _process.PeakMemory();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Http.Dispose();
    }

    private async Task<int> CountAsync(string filter, CancellationToken cancellationToken)
    {
        using var page = JsonDocument.Parse(await Http.GetStringAsync($"/api/images?limit=200{filter}", cancellationToken));
        return page.RootElement.GetProperty("images").GetArrayLength();
    }
}
