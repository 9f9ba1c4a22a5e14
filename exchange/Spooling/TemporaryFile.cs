namespace Vignette.Exchange.Spooling;

/// <summary>A file that is gone when it is closed, however the process ends.</summary>
public static class TemporaryFile
{
    private const int BufferSize = 64 << 10;

    /// <summary>In the system's folder for such files: <c>TMPDIR</c>, or <c>/tmp</c>.</summary>
    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"vignette-{Path.GetRandomFileName()}"), options);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name nothing is left of it after a kill either.
            File.Delete(file.Name);
        }

        return file;
    }
}
