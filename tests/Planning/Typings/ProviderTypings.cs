using System.Diagnostics;

namespace Vignette.Planning.Tests.Typings;

/// <summary>The providers' own typings, which owe nothing to this repository; fetched once for all tests, or not there.</summary>
public sealed class ProviderTypings : IAsyncLifetime
{
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            _missing = "No typings: a Unix shell is needed";
            return;
        }

        var (status, _, errors) = await RunAsync("provide");
        _missing = status == 0 ? null : errors.Trim();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a compiler says of programs, by the names of their files; the test is skipped where there is none.</summary>
    /// <returns>Lines such as <c>one.ts(7,54): error TS2561: …</c>.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(params (string File, string Program)[] programs)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        var folder = Directory.CreateTempSubdirectory("vignette-typings-").FullName;
        try
        {
            foreach (var (file, program) in programs)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file), program, TestContext.Current.CancellationToken);
            }

            var (status, output, errors) = await RunAsync("check", folder);
            // Further lines of a message are indented.
            var faults = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf('/', line.IndexOf('(', StringComparison.Ordinal)) + 1)..]).ToList();
            return status == 0 || faults.Count > 0 ? faults : throw new InvalidOperationException(output + errors);
        }
        finally
        {
            // The link first: what it leads to is kept.
            File.Delete(Path.Combine(folder, "node_modules"));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "Typings", "typings.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
