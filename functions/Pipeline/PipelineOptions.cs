using System.Globalization;
using Vignette.Schema;

namespace Vignette.Pipeline;

/// <summary>The platform's limits and sizes. Bound once from the environment and validated at the start.</summary>
public sealed record PipelineOptions
{
    /// <summary>Bytes; a larger file is refused. 32 MiB.</summary>
    public long MaxFileBytes { get; init; } = 32L << 20;

    /// <summary>Pixels; a larger picture is refused by its header. 100 million.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Files in one upload request.</summary>
    public int MaxFilesPerRequest { get; init; } = 100;

    /// <summary><c>THUMBNAIL_WIDTH</c>: the thumb's bound in pixels, 16 to 4096.</summary>
    public int ThumbnailWidth { get; init; } = 320;

    /// <summary><c>THUMBNAIL_HEIGHT</c>: the thumb's bound in pixels, 16 to 4096.</summary>
    public int ThumbnailHeight { get; init; } = 320;

    /// <summary>The preview's bound, both ways, in pixels.</summary>
    public int PreviewSide { get; init; } = 1440;

    /// <summary>The bound, both ways, in pixels, of the copy that a captioner sees.</summary>
    public int CaptionSide { get; init; } = 1024;

    /// <summary>How long nothing may happen on an unfinished image before the sweep drives it again.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary><c>TRASH_DAYS</c>: how long a deleted image can be restored, 0 to 3650 days. 30; 0 deletes for good at once.</summary>
    public TimeSpan TrashTime { get; init; } = TimeSpan.FromDays(30);

    /// <summary><c>MAX_BACKLOG</c>: images that may wait for their results before no more come in, 0 to 10 million. 10,000; 0 for any number.</summary>
    public int MaxBacklog { get; init; } = 10_000;

    /// <summary><c>MIN_FREE_DISK_MIB</c>, in bytes: what must be free on the disk of one machine for more files to come in. 512 MiB; 0 for nothing.</summary>
    public long MinFreeDisk { get; init; } = 512L << 20;

    /// <summary>Whose an image is that arrived without an upload.</summary>
    public string UnclaimedOwner { get; init; } = "local";

    /// <summary><c>DEFAULT_VISIBILITY</c>: who sees what comes in and says nothing of it, <c>private</c> or <c>shared</c>. Private; shared where one user has all.</summary>
    public Visibility DefaultVisibility { get; init; } = Visibility.Private;

    /// <summary>What is said of a file beyond <see cref="MaxFileBytes"/>.</summary>
    internal string TooLargeReason => string.Create(CultureInfo.InvariantCulture, $"The file is larger than {MaxFileBytes / (double)(1 << 20):0.##} MiB.");
}
