using System.Diagnostics;

namespace Vignette.Exchange.Tests;

/// <summary>Programs of this machine that are not ours.</summary>
internal static class OutsideTool
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Runs a program to its end, which must be a good one. Skips the test where this machine has none of the name.</summary>
    /// <param name="otherwise">Why the test is skipped where the program fails; null: the test fails.</param>
    public static async Task<(string Output, string Errors)> RunAsync(string program, string[] arguments, string? otherwise = null)
    {
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"There is no {program} here.");
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync(CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken);
            await process.WaitForExitAsync(CancellationToken);
            if (process.ExitCode != 0 && otherwise is not null)
            {
                Assert.Skip(otherwise);
            }

            process.ExitCode.ShouldBe(0, await errors);
            return (await output, await errors);
        }
    }
}
