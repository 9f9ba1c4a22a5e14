using System.Globalization;
using Vignette.Pipeline.Intake;

namespace Vignette.Pipeline.Local;

/// <summary>
/// Space on the disk of a folder: <see cref="PipelineOptions.MinFreeDisk"/> at least, so that the results of what is in,
/// and the catalog, find room.
/// </summary>
public sealed class FreeSpaceLimit(string folder, PipelineOptions options) : IIntakeLimit
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public Task<IntakePause?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(
        options.MinFreeDisk == 0 || new DriveInfo(Existing(new DirectoryInfo(folder)).FullName).AvailableFreeSpace >= options.MinFreeDisk
            ? null
            : new IntakePause(string.Create(CultureInfo.InvariantCulture, $"The disk is nearly full: less than {options.MinFreeDisk / (1 << 20):N0} MiB are free. Make room, then try again."), RetryAfter));

    // The folder, or the one that it will be made in.
    private static DirectoryInfo Existing(DirectoryInfo folder) => folder.Exists || folder.Parent is null ? folder : Existing(folder.Parent);
}
