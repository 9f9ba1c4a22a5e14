using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Vignette.Cli.Doctor;

/// <summary>Finds tools and runs them, without a terminal to ask anything at.</summary>
/// <param name="folders">Where to find them, the first that has one counts.</param>
/// <param name="workingFolder">Where they run.</param>
public sealed class Toolbox(IReadOnlyList<string> folders, string workingFolder)
{
    private const int MaxOutput = 1 << 20;
    private const int CannotRun = 126;

    /// <summary>What keeps tools from asking, from paging and from trying for minutes.</summary>
    private static readonly (string Name, string Value)[] Quiet =
    [
        ("AWS_CLI_AUTO_PROMPT", "off"), ("AWS_MAX_ATTEMPTS", "2"), ("AWS_PAGER", ""),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"),
        ("NO_COLOR", "1"), ("PULUMI_SKIP_UPDATE_CHECK", "true"),
    ];

    /// <summary>The tools that this process finds.</summary>
    public static Toolbox Here(string workingFolder) => new(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), workingFolder);

    /// <summary>Runs a tool to its end; null where there is none of that name. It is killed, and all that it started, when it is no longer waited for.</summary>
    public async Task<ToolRun?> RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        if (Find(tool) is not { } path)
        {
            return null;
        }

        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Quiet)
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            return new ToolRun(CannotRun, "", fault.Message);
        }

        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput, cancellationToken);
            var error = ReadAsync(process.StandardError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private string? Find(string tool)
    {
        var name = OperatingSystem.IsWindows() ? $"{tool}.exe" : tool;
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int count; (count = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            text.Append(buffer, 0, Math.Min(count, MaxOutput - text.Length));
        }

        return text.ToString();
    }
}
