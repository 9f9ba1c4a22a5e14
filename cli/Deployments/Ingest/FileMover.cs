namespace Vignette.Cli.Deployments.Ingest;

/// <summary>Moves a file to where nothing has its name. Nothing is ever written over, and the file is there or here at every moment.</summary>
internal static class FileMover
{
    private const int MostNames = 10_000;

    /// <summary>As it is copied, where it goes to another file system.</summary>
    private const string Partial = ".vignette-part";

    /// <param name="stamp">What the file must be; one that is another by now stays.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">It was not moved.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be moved.</exception>
    public static string Move(string path, FileStamp stamp, string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        var copy = IsElsewhere(stamp, folder) ? Copy(path, target) : null;
        try
        {
            // Looked at as late as can be.
            if (FileStatus.Of(path).Stamp != stamp)
            {
                throw new FileChangedException(path);
            }

            var moved = Name(copy ?? path, target);
            if (copy is not null)
            {
                File.Delete(path);
            }

            return moved;
        }
        catch when (copy is not null)
        {
            File.Delete(copy);
            throw;
        }
    }

    private static bool IsElsewhere(FileStamp stamp, string folder) => FileStatus.Of(folder).Stamp.Device != stamp.Device;

    private static string Copy(string path, string target)
    {
        var copy = $"{target}.{Path.GetRandomFileName()}{Partial}";
        try
        {
            using (var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            using (var to = new FileStream(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                from.CopyTo(to);
                to.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(path));
            return copy;
        }
        catch (Exception fault)
        {
            File.Delete(copy);

            // What .NET makes of EFBIG.
            throw fault is ArgumentOutOfRangeException ? new IOException("The file is too large for where it is moved.", fault) : fault;
        }
    }

    /// <summary>Gives it the first name that is free: <c>a.jpg</c>, <c>a (2).jpg</c>, …</summary>
    private static string Name(string path, string target)
    {
        var (folder, name, extension) = (Path.GetDirectoryName(target)!, Path.GetFileNameWithoutExtension(target), Path.GetExtension(target));
        for (var number = 1; number <= MostNames; number++)
        {
            var free = number == 1 ? target : Path.Combine(folder, $"{name} ({number}){extension}");
            if (Path.Exists(free) || new FileInfo(free).LinkTarget is not null)
            {
                continue;
            }

            try
            {
                File.Move(path, free, overwrite: false);
                return free;
            }
            catch (IOException) when (Path.Exists(free) && Path.Exists(path))
            {
                // Somebody else took the name meanwhile.
            }
        }

        throw new IOException($"{target} and {MostNames - 1:N0} other names like it are taken.");
    }
}
