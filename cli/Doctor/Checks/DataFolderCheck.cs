namespace Vignette.Cli.Doctor.Checks;

/// <summary>There is room for pictures where the platform keeps them.</summary>
public sealed class DataFolderCheck(string path) : ICheck
{
    private const long Least = 1L << 30;

    public string Name => "Data folder";

    public Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        // The first that is there, of the folder and those it is in: the rest is made.
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        return Task.FromResult(free < Least
            ? this.Warning($"{path} has {ToolText.Gibibytes(free)} left.", "Make room, or choose another folder with --data.")
            : this.Ok($"{path} has {ToolText.Gibibytes(free)} left."));
    }
}
