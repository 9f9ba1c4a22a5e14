using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vignette.Pipeline.Events;
using Vignette.Schema;

namespace Vignette.Pipeline;

/// <summary>What the environment's variables say to every host. Read once, at the start.</summary>
public sealed record PlatformEnvironment
{
    public const string ThumbnailWidthVariable = "THUMBNAIL_WIDTH";

    public const string ThumbnailHeightVariable = "THUMBNAIL_HEIGHT";

    public const string TrashDaysVariable = "TRASH_DAYS";

    public const string MaxBacklogVariable = "MAX_BACKLOG";

    public const string MinFreeDiskVariable = "MIN_FREE_DISK_MIB";

    public const string DefaultVisibilityVariable = "DEFAULT_VISIBILITY";

    public const string RateLimitVariable = "RATE_LIMIT";

    public const string LogLevelVariable = "LOG_LEVEL";

    public const string ImageBucketVariable = "S3_IMAGE_BUCKET";

    public const string ThumbnailBucketVariable = "S3_THUMBNAIL_BUCKET";

    public const string DatasetBucketVariable = "S3_DATASET_BUCKET";

    private const int MinThumbnailSide = 16;
    private const int MaxThumbnailSide = 4096;
    private const int MaxTrashDays = 3650;
    private const int MostBacklog = 10_000_000;
    private const int MostFreeDisk = 1_000_000_000;
    private const int MostRequests = 1_000_000;

    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary><c>RATE_LIMIT</c>: requests a second that one client may make, 0 to 1 million, 0 for any number. Null: the host decides.</summary>
    public int? RateLimit { get; init; }

    /// <summary><c>LOG_LEVEL</c>: the least that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary><c>S3_IMAGE_BUCKET</c>: where originals are. On one machine any name does.</summary>
    public string ImageBucket { get; init; } = "originals";

    /// <summary><c>S3_THUMBNAIL_BUCKET</c>: where renditions are. On one machine any name does.</summary>
    public string ThumbnailBucket { get; init; } = "renditions";

    /// <summary><c>S3_DATASET_BUCKET</c>: where what was approved is published. On one machine any name does.</summary>
    public string DatasetBucket { get; init; } = "dataset";

    /// <summary>Which events of these buckets go to which task.</summary>
    public IReadOnlyList<EventRoute> Routes => EventRoute.Defaults(ImageBucket, ThumbnailBucket);

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be right: the message names each such variable and what it may be.</exception>
    public static PlatformEnvironment From(IConfiguration environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var failures = new List<string>();
        var defaults = new PlatformEnvironment();

        T Read<T>(string variable, T fallback, Func<string, (bool Ok, T Value)> parse, string allowed)
        {
            if (environment.Variable(variable) is not { } text)
            {
                return fallback;
            }

            var (ok, value) = parse(text);
            if (!ok)
            {
                failures.Add($"{variable} is \"{text}\"; it must be {allowed}.");
            }

            return ok ? value : fallback;
        }

        int Side(string variable, int fallback) => Read(variable, fallback, text => ParseNumber(text, MinThumbnailSide, MaxThumbnailSide), $"a whole number of pixels from {MinThumbnailSide} to {MaxThumbnailSide}");
        string Bucket(string variable, string fallback) =>
            Read(variable, fallback, static text => (IsBucket(text), text), "a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit first and last");

        var read = defaults with
        {
            Pipeline = defaults.Pipeline with
            {
                ThumbnailWidth = Side(ThumbnailWidthVariable, defaults.Pipeline.ThumbnailWidth),
                ThumbnailHeight = Side(ThumbnailHeightVariable, defaults.Pipeline.ThumbnailHeight),
                TrashTime = TimeSpan.FromDays(Read(TrashDaysVariable, defaults.Pipeline.TrashTime.Days, text => ParseNumber(text, 0, MaxTrashDays), $"a whole number of days from 0 to {MaxTrashDays}")),
                MaxBacklog = Read(MaxBacklogVariable, defaults.Pipeline.MaxBacklog, text => ParseNumber(text, 0, MostBacklog), $"a whole number of images from 0 to {MostBacklog}"),
                MinFreeDisk = Read(MinFreeDiskVariable, (int)(defaults.Pipeline.MinFreeDisk >> 20), text => ParseNumber(text, 0, MostFreeDisk), $"a whole number of MiB from 0 to {MostFreeDisk}") * (1L << 20),
                DefaultVisibility = Read(DefaultVisibilityVariable, defaults.Pipeline.DefaultVisibility, static text => (Visibilities.Parse(text) is not null, Visibilities.Parse(text) ?? default), "private or shared"),
            },
            RateLimit = Read(RateLimitVariable, defaults.RateLimit, text => ParseNumber(text, 0, MostRequests) is var (ok, number) ? (ok, (int?)number) : default, $"a whole number of requests a second from 0 to {MostRequests}"),
            LogLevel = Read(LogLevelVariable, defaults.LogLevel, ParseLevel, "trace, debug, information, warning, error, critical or none"),
            ImageBucket = Bucket(ImageBucketVariable, defaults.ImageBucket),
            ThumbnailBucket = Bucket(ThumbnailBucketVariable, defaults.ThumbnailBucket),
            DatasetBucket = Bucket(DatasetBucketVariable, defaults.DatasetBucket),
        };
        if (read.ImageBucket == read.ThumbnailBucket)
        {
            failures.Add($"{ImageBucketVariable} and {ThumbnailBucketVariable} are both \"{read.ImageBucket}\"; they must differ, or renditions would be taken for originals.");
        }

        foreach (var (variable, bucket) in (ReadOnlySpan<(string, string)>)[(ImageBucketVariable, read.ImageBucket), (ThumbnailBucketVariable, read.ThumbnailBucket)])
        {
            if (read.DatasetBucket == bucket)
            {
                failures.Add($"{DatasetBucketVariable} and {variable} are both \"{bucket}\"; they must differ, or what is not approved would be in the data set.");
            }
        }

        return failures.Count == 0 ? read : throw new OptionsValidationException(nameof(PlatformEnvironment), typeof(PlatformEnvironment), failures);
    }

    private static (bool Ok, int Value) ParseNumber(string text, int least, int most) =>
        (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most, number);

    private static (bool Ok, LogLevel Value) ParseLevel(string text) => text.ToUpperInvariant() switch
    {
        "TRACE" => (true, LogLevel.Trace),
        "DEBUG" => (true, LogLevel.Debug),
        "INFORMATION" or "INFO" => (true, LogLevel.Information),
        "WARNING" or "WARN" => (true, LogLevel.Warning),
        "ERROR" => (true, LogLevel.Error),
        "CRITICAL" => (true, LogLevel.Critical),
        "NONE" => (true, LogLevel.None),
        _ => (false, default),
    };

    private static bool IsBucket(string text) =>
        text.Length is >= 3 and <= 63
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-')
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
}
