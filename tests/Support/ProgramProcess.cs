using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Vignette.Tests;

/// <summary>A program of ours as a process of its own, with all that it prints.</summary>
public sealed partial class ProgramProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Action<string> _onLine;
    private readonly Task _reading;

    private ProgramProcess(Process process, Action<string> onLine)
    {
        (_process, _onLine) = (process, onLine);
        Started = TimeProvider.System.GetTimestamp();
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        Ended = EndAsync();
    }

    public int Id => _process.Id;

    /// <summary>The timestamp of its start.</summary>
    public long Started { get; }

    /// <summary>Its exit code, once it has ended and all that it printed is read.</summary>
    public Task<int> Ended { get; }

    /// <summary>All that it has printed, to both.</summary>
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

    /// <summary>Starts a program of .NET that lies beside the tests.</summary>
    /// <param name="assembly">Its file's name.</param>
    /// <inheritdoc cref="Start" path="/param"/>
    public static ProgramProcess StartDotnet(
        string assembly,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onLine = null,
        string? input = null) => Start("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments], environment, onLine, input);

    /// <summary>Starts a program.</summary>
    /// <param name="environment">Variables; one that is null is not set, whatever the tests' own environment has.</param>
    /// <param name="onLine">Is told each line.</param>
    /// <param name="input">A line that it reads; null where it reads what the tests do.</param>
    public static ProgramProcess Start(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onLine = null,
        string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        if (input is not null)
        {
            process.StandardInput.WriteLine(input);
            process.StandardInput.Close();
        }

        return new ProgramProcess(process, onLine ?? (_ => { }));
    }

    /// <summary>The most memory that the process ever held, in bytes, as Linux tells it.</summary>
    public long PeakMemory() => Tests.PeakMemory.Of(_process.Id);

    /// <summary>SIGKILL: the process gets no chance to do anything any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Ended;
    }

    /// <summary>SIGTERM, and the exit code once it has drained.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken = default)
    {
        _ = Kill(_process.Id, SigTerm);
        return await Ended.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
        {
            // Harmless where it has just ended.
            _process.Kill();
        }

        await Ended;
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }

            _onLine(line);
        }
    }
}
