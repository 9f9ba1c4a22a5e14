using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Vignette.Pipeline.Objects.S3;

namespace Vignette.Tests;

/// <summary>
/// A real S3 server, Ceph's RADOS Gateway, for all tests of an assembly. It keeps everything in memory and ends with the
/// test host, however that ends. Where Ceph is not installed, the tests that ask for a bucket are skipped.
/// </summary>
public sealed class RadosGateway : IAsyncLifetime
{
    private const string Script = "rados-gateway.sh";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private static readonly string[] Programs = ["bash", "setpriv", "ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin"];

    private readonly string? _missing = Programs.FirstOrDefault(program => !IsInstalled(program));
    private readonly StringBuilder _errors = new();
    private Process? _server;
    private int _buckets;

    /// <summary>Who may do everything there.</summary>
    public AWSCredentials Credentials { get; } = new BasicAWSCredentials("tests", RandomNumberGenerator.GetHexString(32));

    /// <summary>Where it is.</summary>
    public S3Options Options { get; private set; } = new() { PathStyle = true };

    /// <summary>Whether this machine has one.</summary>
    public bool IsThere => _missing is null;

    public async ValueTask InitializeAsync()
    {
        if (_missing is not null)
        {
            return;
        }

        var ports = LoopbackPort.Free(2);
        var (monitorPort, s3Port) = (ports[0], ports[1]);
        Options = Options with { Endpoint = new Uri($"http://127.0.0.1:{s3Port}") };
        var key = await Credentials.GetCredentialsAsync();
        _server = new Process
        {
            StartInfo = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, Script), $"{monitorPort}", $"{s3Port}", key.AccessKey, key.SecretKey])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _server.ErrorDataReceived += (_, line) => Note(line.Data);
        _server.Start();
        _server.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience);
        await ExpectAsync(_server, "ready", limit.Token);
    }

    /// <summary>Takes the server away, as a crash does. It keeps what it has.</summary>
    public Task StopAsync() => CommandAsync("stop", "stopped");

    /// <summary>Brings it back.</summary>
    public Task StartAsync() => CommandAsync("start", "ready");

    /// <summary>A new, empty bucket. Skips the test where there is no server.</summary>
    public async Task<GatewayBucket> CreateBucketAsync()
    {
        Assert.SkipWhen(_missing is not null, $"No S3 server: {_missing} is not installed. ./dev test installs it from Debian's and Ubuntu's packages.");
        var client = Options.CreateClient(Credentials);
        var name = $"test-{Interlocked.Increment(ref _buckets)}";
        await client.PutBucketAsync(name, TestContext.Current.CancellationToken);
        return new GatewayBucket(client, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
        {
            return;
        }

        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task CommandAsync(string command, string answer)
    {
        using var limit = new CancellationTokenSource(Patience);
        await _server!.StandardInput.WriteLineAsync(command.AsMemory(), limit.Token);
        await _server.StandardInput.FlushAsync(limit.Token);
        await ExpectAsync(_server, answer, limit.Token);
    }

    private async Task ExpectAsync(Process server, string answer, CancellationToken cancellationToken)
    {
        if (await server.StandardOutput.ReadLineAsync(cancellationToken) != answer)
        {
            await server.WaitForExitAsync(cancellationToken);
            throw new InvalidOperationException($"The S3 server did not start:\n{_errors}");
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Note(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }
}
