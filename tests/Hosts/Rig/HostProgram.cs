using System.Globalization;
using Vignette.Tests;

namespace Vignette.Hosts.Tests.Rig;

/// <summary>
/// A program of the hosts, running: as a process, or, where the tests' environment names its image, as a container that may
/// write nowhere and has no rights.
/// </summary>
internal sealed class HostProgram : IAsyncDisposable
{
    /// <summary>Names the image of <c>Vignette.Functions.dll</c>; <c>./dev images</c> sets it.</summary>
    public const string FunctionsImageVariable = "VIGNETTE_FUNCTIONS_IMAGE";

    /// <summary>Names the image of <c>Vignette.Web.dll</c>.</summary>
    public const string WebImageVariable = "VIGNETTE_WEB_IMAGE";

    private static int _count;

    private readonly ProgramProcess _process;
    private readonly string? _container;

    private HostProgram(ProgramProcess process, string? container) => (_process, _container) = (process, container);

    /// <inheritdoc cref="ProgramProcess.Started"/>
    public long Started => _process.Started;

    /// <inheritdoc cref="ProgramProcess.Ended"/>
    public Task<int> Ended => _process.Ended;

    /// <inheritdoc cref="ProgramProcess.Output"/>
    public string Output => _process.Output;

    /// <param name="assembly">Its file's name.</param>
    /// <param name="environment">All its variables; one that is null is not set.</param>
    public static HostProgram Start(string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var image = Environment.GetEnvironmentVariable(assembly == CloudWeb.Assembly ? WebImageVariable : FunctionsImageVariable);
        return string.IsNullOrEmpty(image)
            ? new HostProgram(ProgramProcess.StartDotnet(assembly, arguments, environment), container: null)
            : StartContainer(image, arguments, environment);
    }

    /// <inheritdoc cref="ProgramProcess.PeakMemory"/>
    public async Task<long> PeakMemoryAsync() => _container is null ? _process.PeakMemory() : PeakMemory.Of(await ContainersProcessAsync());

    /// <inheritdoc cref="ProgramProcess.StopAsync"/>
    public Task<int> StopAsync(CancellationToken cancellationToken) => _process.StopAsync(cancellationToken);

    /// <inheritdoc cref="ProgramProcess.KillAsync"/>
    public async Task KillAsync()
    {
        if (_container is null)
        {
            await _process.KillAsync();
            return;
        }

        await DockerAsync("kill", _container);
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null && !Ended.IsCompleted)
        {
            await KillAsync();
        }

        await _process.DisposeAsync();
    }

    private static HostProgram StartContainer(string image, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"vignette-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        var variables = environment.Where(variable => variable.Value is not null).SelectMany(variable => new[] { "--env", variable.Key });

        // The host's network, as on EC2.
        string[] run = ["run", "--rm", "--name", name, "--network", "host", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"];
        string[] certificates = environment.TryGetValue("DB_CA_FILE", out var file) && file is not null ? ["--volume", $"{file}:{file}:ro"] : [];
        return new HostProgram(ProgramProcess.Start("docker", [.. run, .. certificates, .. variables, image, .. arguments], environment), name);
    }

    private async Task<int> ContainersProcessAsync() =>
        int.Parse(await DockerAsync("inspect", "--format", "{{.State.Pid}}", _container!), CultureInfo.InvariantCulture);

    private static async Task<string> DockerAsync(params string[] arguments)
    {
        await using var docker = ProgramProcess.Start("docker", arguments);
        await docker.Ended;
        return docker.Output.Trim();
    }
}
