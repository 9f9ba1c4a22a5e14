using System.Runtime.InteropServices;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What stands under a path, links followed.</summary>
/// <param name="IsFile">Whether it is a file that can be read from beginning to end: no folder, no pipe, no device.</param>
internal readonly partial record struct FileStatus(bool IsFile, FileStamp Stamp)
{
    private const int CurrentFolder = -100;
    private const uint BasicStats = 0x7FF;
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;

    /// <exception cref="IOException">There is nothing, or a link that leads in a circle.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be looked at.</exception>
    public static FileStatus Of(string path)
    {
        // What .NET does not tell: the kind and the number of a file (statx(2), the same on every architecture of Linux).
        if (OperatingSystem.IsLinux())
        {
            return Statx(CurrentFolder, path, 0, BasicStats, out var status) == 0
                ? new FileStatus((status.Mode & KindMask) == RegularKind, new FileStamp(status.Size, (status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds, status.Number, ((ulong)status.DeviceMajor << 32) | status.DeviceMinor))
                : throw Fault(Marshal.GetLastPInvokeError(), path);
        }

        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        var isFile = target.Exists;
        return isFile || Directory.Exists(path)
            ? new FileStatus(isFile, isFile ? new FileStamp(target.Length, target.LastWriteTimeUtc.Ticks * 100, 0, 0) : default)
            : throw new FileNotFoundException($"There is no file {path}.");
    }

    /// <summary>As <see cref="Of"/>; null where there is nothing that can be looked at.</summary>
    public static FileStatus? Find(string path)
    {
        try
        {
            return Of(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Exception Fault(int error, string path)
    {
        var reason = Marshal.GetPInvokeErrorMessage(error);
        return error is 1 or 13 ? new UnauthorizedAccessException($"{path}: {reason}") : new IOException($"{path}: {reason}");
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
