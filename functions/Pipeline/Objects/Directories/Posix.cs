using System.Runtime.InteropServices;

namespace Vignette.Pipeline.Objects.Directories;

/// <summary>Calls of the operating system that .NET has no method for. Not on Windows.</summary>
internal static partial class Posix
{
    /// <summary>O_RDONLY.</summary>
    public const int ReadOnly = 0;

    /// <summary>EEXIST, the same on Linux and macOS.</summary>
    public const int AlreadyExists = 17;

    /// <summary>ENOENT.</summary>
    public const int NoEntry = 2;

    /// <summary>open(2).</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(string path, int flags);

    /// <summary>link(2): fails where the new name is taken, and that atomically, unlike <see cref="File.Move(string, string)"/>.</summary>
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Link(string existing, string name);
}
