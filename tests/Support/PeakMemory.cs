using System.Globalization;

namespace Vignette.Tests;

/// <summary>How much memory a process came to hold (Linux: <c>VmHWM</c> in <c>/proc/…/status</c>).</summary>
public static class PeakMemory
{
    /// <summary>Runs the work and tells by how many bytes the peak rose above what was held before; null where the system cannot tell.</summary>
    public static async Task<long?> GrowthOfAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!OperatingSystem.IsLinux())
        {
            await work();
            return null;
        }

        // Sets the peak back to what is held now: proc(5), clear_refs.
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var before = Of(Environment.ProcessId);
        await work();
        return Of(Environment.ProcessId) - before;
    }

    /// <summary>The most memory that a process ever held, in bytes.</summary>
    public static long Of(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
