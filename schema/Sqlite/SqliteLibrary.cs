using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Vignette.Schema.Sqlite;

/// <summary>Binds the program to the operating system's own SQLite, so that its fixes come with the system's.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <exception cref="DllNotFoundException">The system has no SQLite; the message says what to install.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException("SQLite is missing. Install it: on Debian and Ubuntu the package libsqlite3-0, on Fedora sqlite-libs; on macOS it is part of the system.");
    }

    private static string[] Candidates()
    {
        if (OperatingSystem.IsMacOS())
        {
            return ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"];
        }

        return OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : ["libsqlite3.so.0"];
    }
}
