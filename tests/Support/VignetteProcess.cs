using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Vignette.Tests;

/// <summary>The real program, as a process of its own: <c>vignette up</c> on a folder and any free port.</summary>
public sealed partial class VignetteProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly StringBuilder _output;
    private readonly Task _reading;

    private VignetteProcess(Process process, Uri address, StringBuilder output, Task reading)
    {
        (_process, _output, _reading) = (process, output, reading);
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    /// <summary>All that it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it and returns when it has printed its address.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message holds what it printed.</exception>
    public static async Task<VignetteProcess> StartAsync(
        string dataFolder,
        IReadOnlyList<string>? arguments = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        var process = Launch(["up", "--port", "0", "--data", dataFolder, .. arguments ?? []], environment);
        var output = new StringBuilder();
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, line => Note(output, line, ready)),
            ReadAsync(process.StandardError, line => Note(output, line, ready)));
        var ended = reading.ContinueWith(
            _ => ready.TrySetException(new InvalidOperationException($"The program ended before it was ready:\n{output}")),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        try
        {
            return new VignetteProcess(process, await ready.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken), output, Task.WhenAll(reading, ended));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        using var process = Launch(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
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

    private async Task<int> CountAsync(string filter, CancellationToken cancellationToken)
    {
        using var page = JsonDocument.Parse(await Http.GetStringAsync($"/api/images?limit=200{filter}", cancellationToken));
        return page.RootElement.GetProperty("images").GetArrayLength();
    }

    /// <summary>SIGKILL: the process gets no chance to do anything any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>SIGTERM, and the exit code once it has drained.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken = default)
    {
        _ = Kill(_process.Id, SigTerm);
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>The most memory that the process ever held, in bytes, as Linux tells it.</summary>
    public long PeakMemory()
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line[Field.Length..^"kB".Length], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private static Process Launch(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "vignette.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text)
        {
            line(text);
        }
    }

    private static void Note(StringBuilder output, string line, TaskCompletionSource<Uri> ready)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        const string Ready = "Vignette is ready:";
        var at = line.IndexOf(Ready, StringComparison.Ordinal);
        if (at >= 0)
        {
            ready.TrySetResult(new Uri(line[(at + Ready.Length)..].Trim()));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
