namespace Vignette.Pipeline.Sweeping;

/// <summary>How old something is that a sweep takes up.</summary>
/// <param name="Unfinished">Images, and approvals, on which nothing has happened since are driven again.</param>
/// <param name="Unstored">Uploads that began before and were never stored are given up.</param>
/// <param name="Deleted">Images deleted before lose what is left of them, their row included.</param>
public sealed record SweepCutoffs(DateTimeOffset Unfinished, DateTimeOffset Unstored, DateTimeOffset Deleted)
{
    private static readonly TimeSpan UploadTime = TimeSpan.FromHours(24);
    private static readonly TimeSpan TombstoneTime = TimeSpan.FromMinutes(10);

    /// <summary>For a sweep every minute or so: stuck images by <see cref="PipelineOptions.StuckAfter"/>, uploads after 24 hours, deleted images after 10 minutes.</summary>
    public static SweepCutoffs Regular(DateTimeOffset now, PipelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(now - options.StuckAfter, now - UploadTime, now - TombstoneTime);
    }

    /// <summary>For a start where no other process works: whatever the process before left.</summary>
    /// <param name="started">Before this process took its first upload.</param>
    public static SweepCutoffs AtStart(DateTimeOffset started) => new(started, started, started - TombstoneTime);
}
