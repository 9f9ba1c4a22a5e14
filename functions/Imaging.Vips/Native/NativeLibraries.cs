using System.Reflection;
using System.Runtime.InteropServices;

namespace Vignette.Imaging.Vips.Native;

/// <summary>Finds the native libraries under the names and in the places they have on each system.</summary>
internal static class NativeLibraries
{
    public const string Vips = "vips";
    public const string GObject = "gobject-2.0";
    public const string GLib = "glib-2.0";

    // Homebrew's folders are not among those that macOS searches: Apple silicon first, then Intel.
    private static readonly string[] HomebrewFolders = ["/opt/homebrew/lib/", "/usr/local/lib/"];

    /// <summary>Must run once, before the first call into any of the libraries.</summary>
    public static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var candidate in Candidates(name))
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"The native library {FileName(name)} is missing. Install libvips 8.14 or later: "
            + "\"apt-get install libvips42\" on Debian (libvips42t64 from Debian 13 and Ubuntu 24.04 on), \"brew install vips\" on macOS.");
    }

    private static IEnumerable<string> Candidates(string name)
    {
        var file = FileName(name);
        return OperatingSystem.IsMacOS() ? [file, .. HomebrewFolders.Select(folder => folder + file)] : [file];
    }

    private static string FileName(string name)
    {
        var version = name == Vips ? 42 : 0;
        return OperatingSystem.IsMacOS() ? $"lib{name}.{version}.dylib" : $"lib{name}.so.{version}";
    }
}
