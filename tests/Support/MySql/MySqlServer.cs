using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vignette.Tests.MySql;

/// <summary>
/// A real MySQL server, on loopback and encrypted only. It ends with the test host, however that ends. Where none can be
/// had, the tests that ask for it are skipped.
/// </summary>
public sealed class MySqlServer : IAsyncLifetime
{
    private const string Script = "mysql-server.sh";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly StringBuilder _errors = new();
    private readonly TemporaryFolder _folder = new();
    private Process? _script;
    private Process? _server;
    private string? _missing;
    private int _schemas;

    /// <summary>The name in its certificate.</summary>
    public string Host { get; } = "localhost";

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Who may do everything there.</summary>
    public string User { get; } = "tests";

    public string Password { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>The authority that signed its certificate (PEM).</summary>
    public string CertificatesFile => _folder.File("ca.pem");

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        if (!OperatingSystem.IsWindows())
        {
            using var provide = Start("provide");
            provide.StandardInput.Close();
            await provide.WaitForExitAsync(limit.Token);
            _missing = provide.ExitCode == 0 ? null : Errors();
        }
        else
        {
            _missing = "No MySQL server: not on Windows.";
        }

        if (_missing is not null)
        {
            return;
        }

        TestCertificates.Write(_folder.Path);
        await File.WriteAllTextAsync(
            _folder.File("init.sql"),
            $"""
            CREATE USER IF NOT EXISTS '{User}'@'%' IDENTIFIED BY '{Password}';
            GRANT ALL ON *.* TO '{User}'@'%' WITH GRANT OPTION;

            """,
            limit.Token);
        await StartAsync();
    }

    /// <summary>A name for a schema that no other test has.</summary>
    public string NextSchema() => string.Create(CultureInfo.InvariantCulture, $"vignette_{Interlocked.Increment(ref _schemas)}");

    /// <summary>False where none can be had.</summary>
    public bool IsThere => _missing is null;

    /// <summary>Skips the test where there is no server.</summary>
    public void SkipUnlessThere() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>Starts it again, on the same port and with what it had.</summary>
    public async Task StartAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        _script = Start("run", _folder.Path, $"{Port}");
        var line = await _script.StandardOutput.ReadLineAsync(limit.Token);
        if (line?.Split(' ') is not ["ready", var id])
        {
            await _script.WaitForExitAsync(limit.Token);
            throw new InvalidOperationException($"The MySQL server did not start:\n{Errors()}");
        }

        _server = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _server!.Kill();
        await _script!.WaitForExitAsync();
        _script.Dispose();
        _server.Dispose();
        (_script, _server) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
        {
            _script.StandardInput.Close();
            await _script.WaitForExitAsync();
            _script.Dispose();
            _server?.Dispose();
        }

        _folder.Dispose();
    }

    private Process Start(params string[] arguments)
    {
        _errors.Clear();
        var script = new Process
        {
            StartInfo = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, Script), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        script.ErrorDataReceived += (_, line) => Note(line.Data);
        script.Start();
        script.BeginErrorReadLine();
        return script;
    }

    private string Errors()
    {
        lock (_errors)
        {
            return _errors.ToString().Trim();
        }
    }

    private void Note(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }
}
