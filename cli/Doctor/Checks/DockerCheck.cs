using System.Text.Json;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>A Docker engine answers, which builds the images.</summary>
public sealed class DockerCheck(Toolbox tools) : ICheck
{
    private const string Tool = "docker";
    private const string Install = "Install it: https://docs.docker.com/engine/install/";

    /// <summary>The first whose engine builds by BuildKit without being asked; the Dockerfiles' cross-building needs it.</summary>
    private static readonly Version Least = new(23, 0);

    /// <summary>Two SDKs' worth of layers, the images that come of them, and what lies between.</summary>
    private const long LeastSpace = 5L << 30;

    public string Name => "Docker engine";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (await tools.RunAsync(Tool, ["version", "--format", "{{json .Server}}"], cancellationToken) is not { } run)
        {
            return this.Problem($"There is no {Tool} in the PATH.", Install);
        }

        if (!run.Succeeded)
        {
            return this.Problem($"None answers: {run.Complaint}.", "Start it, and see that `docker version` works for this user.");
        }

        if (Version(run.Output) is not { } version)
        {
            return this.Problem($"What answers is none: {ToolText.Line(run.Output)}.", Install);
        }

        return version < Least
            ? this.Warning($"{version} is older than {Least}, the first to build by BuildKit without being asked.", Install)
            : await SpaceAsync(version, cancellationToken);
    }

    private static Version? Version(string json)
    {
        try
        {
            return JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } server && server.TryGetProperty("Version", out var version) && version.ValueKind == JsonValueKind.String
                ? ToolText.Version(version.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The engine may be on another machine; then its disk is not looked at.
    private async Task<Finding> SpaceAsync(Version version, CancellationToken cancellationToken)
    {
        var root = (await tools.RunAsync(Tool, ["info", "--format", "{{.DockerRootDir}}"], cancellationToken))?.Output.Trim();
        return Directory.Exists(root) && new DriveInfo(root).AvailableFreeSpace is var free && free < LeastSpace
            ? this.Warning($"{version}, with {ToolText.Gibibytes(free)} free in {root}; building the images takes about {ToolText.Gibibytes(LeastSpace)}.", "Make room: docker system prune")
            : this.Ok($"{version}.");
    }
}
