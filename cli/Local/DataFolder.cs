namespace Vignette.Cli.Local;

/// <summary>The one folder that holds the state of a platform. It belongs to one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    public string Database => DatabaseIn(Path);

    public string Originals => System.IO.Path.Combine(Path, "originals");

    public string Renditions => System.IO.Path.Combine(Path, "renditions");

    /// <summary>What people approved: see <see cref="Pipeline.Publishing.DatasetObjects"/>.</summary>
    public string Dataset => System.IO.Path.Combine(Path, "dataset");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Makes the folder where it is missing, for its owner alone, and takes it for this process.</summary>
    /// <exception cref="StartFailure">It cannot be made or written to, or another process has it.</exception>
    public static DataFolder Open(string path)
    {
        path = Made(path);

        try
        {
            // The system lets go of the lock when the process ends, however it ends.
            var file = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, file);
        }
        catch (IOException fault)
        {
            throw new StartFailure($"Another Vignette is running on {path}. Stop it, or choose another folder with --data.", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StartFailure($"The data folder {path} cannot be written to: {fault.Message} Choose another with --data.", fault);
        }
    }

    /// <summary>The database of a folder that another process may have, which is made where it is missing.</summary>
    /// <exception cref="StartFailure">It cannot be made.</exception>
    public static string DatabaseOf(string path) => DatabaseIn(Made(path));

    public void Dispose() => _lock.Dispose();

    private static string DatabaseIn(string path) => System.IO.Path.Combine(path, "vignette.db");

    private static string Made(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Create(path);
            return path;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The data folder {path} cannot be used: {fault.Message} Choose another with --data.", fault);
        }
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
