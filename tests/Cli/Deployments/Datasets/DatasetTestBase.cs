using System.Text.Json;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Datasets;

/// <summary><c>vignette export</c> and <c>vignette import</c> as people and scripts start them.</summary>
public abstract class DatasetTestBase : IDisposable
{
    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the program, and returns all that it said where it ended as it should.</summary>
    protected static async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var (code, output) = await VignetteProcess.RunAsync(arguments, cancellationToken: CancellationToken);
        code.ShouldBe(exitCode, output);
        return output;
    }

    /// <summary>Runs it in a shell, for what only that can do with its output.</summary>
    /// <param name="script">Has the program and its arguments as <c>"$@"</c>.</param>
    protected static async Task<string> ShellAsync(int exitCode, string script, params string[] arguments)
    {
        await using var shell = ProgramProcess.Start("sh", ["-c", script, "sh", "dotnet", Path.Combine(AppContext.BaseDirectory, "vignette.dll"), .. arguments]);
        (await shell.Ended.WaitAsync(CancellationToken)).ShouldBe(exitCode, shell.Output);
        return shell.Output;
    }

    protected static Task<string> ExportAsync(int exitCode, Uri from, string file, params string[] more) => RunAsync(exitCode, ["export", "--from", from.ToString(), "--output", file, .. more]);

    protected static Task<string> ImportAsync(int exitCode, string file, Uri to, params string[] more) => RunAsync(exitCode, ["import", file, "--to", to.ToString(), .. more]);

    protected async Task<string> WriteAsync(string name, string content)
    {
        await File.WriteAllTextAsync(Folder.File(name), content, CancellationToken);
        return Folder.File(name);
    }

    protected static async Task UploadAsync(VignetteProcess gallery, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form, Headers = { Accept = { new("application/json") } } };
        using var response = await gallery.Http.SendAsync(request, CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The lines of a report, and its last one apart.</summary>
    protected static async Task<(IReadOnlyList<JsonElement> Lines, JsonElement Result)> ReportAsync(string path)
    {
        var lines = (await File.ReadAllLinesAsync(path, CancellationToken)).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        return (lines[..^1], lines[^1]);
    }
}
