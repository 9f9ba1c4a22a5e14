using System.Globalization;

namespace Vignette.Tests;

/// <summary>How much memory the process came to hold while something ran (Linux: <c>VmHWM</c> in <c>/proc/self/status</c>).</summary>
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
        var before = Read("VmHWM:");
        await work();
        return Read("VmHWM:") - before;
    }

    private static long Read(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
