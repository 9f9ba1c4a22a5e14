using System.Collections.Immutable;

namespace Vignette.Planning.Costs;

/// <summary>All that an estimate takes for granted. A GB is 1,000 MB.</summary>
public static class Assumptions
{
    public static Assumption HoursPerMonth { get; } = new("A month", 730, "hours", "a year's hours, by 12");

    public static Assumption IdleLogs { get; } = new("A log group without traffic takes in", 0.04m, "GB a month", "health checks, sweeps and the database's errors");

    public static Assumption FlowLogs { get; } = new("A network's flow logs take in", 1, "GB a month", "a record of about 100 bytes a connection and minute, for some 200 connections");

    public static Assumption MonitoringSample { get; } = new("A sample of a database's enhanced monitoring has", 10, "KB", "the processes make most of it");

    public static Assumption RepositoryStorage { get; } = new("A repository of images keeps", 1, "GB", "versions share most of their layers");

    public static Assumption Pollers { get; } = new("Lambda asks an empty queue by", 5, "connections at once", "what it keeps for a standard queue, each waiting 20 seconds for an answer");

    public static Assumption SweepDuration { get; } = new("A sweep takes", 0.5m, "seconds", "a query, with nothing to drive");

    public static Assumption ActiveUsers { get; } = new("A user pool signs in", 20, "people a month", "a team and some guests; the first 10,000 of an account cost nothing, which is not counted here");

    public static Assumption OriginalSize { get; } = new("An original has", 4, "MB", "a photograph of 12 megapixels");

    public static Assumption RenditionsSize { get; } = new("Its renditions have", 0.25m, "MB", "a JPEG of 320 pixels and one of 1440");

    public static Assumption ThumbnailDuration { get; } = new("Its renditions take", 0.5m, "seconds of the thumbnail function", "0.1 measured for 12 megapixels on one core, half as much again on Lambda's, and S3 and the database");

    public static Assumption CaptionDuration { get; } = new("A caption by a model takes", 4, "seconds of the caption function", "nearly all of it waiting for the model");

    public static Assumption OfflineCaptionDuration { get; } = new("A caption made offline takes", 0.4m, "seconds of the caption function", "as the renditions, with less to write");

    public static Assumption TokensIn { get; } = new("A caption reads", 1_500, "tokens", "1,120 of the picture, the instruction and the schema");

    public static Assumption TokensOut { get; } = new("A caption writes", 600, "tokens", "caption, tags and objects as JSON, thinking included");

    public static Assumption ModelRequestSize { get; } = new("A caption sends", 0.3m, "MB to the model", "a JPEG of 1024 pixels in base64");

    public static Assumption WebRequests { get; } = new("The gallery is asked", 10, "times an image", "upload, states, pages");

    public static Assumption WebDuration { get; } = new("It answers in", 0.05m, "seconds", "a page from the database");

    public static Assumption WebResponse { get; } = new("Its answer has", 15, "KB", "HTML or JSON; pictures come from S3 itself");

    public static Assumption ThumbViews { get; } = new("An image is seen as a thumbnail of 20 KB", 10, "times", "pages of the gallery");

    public static Assumption PreviewViews { get; } = new("It is seen as a preview of 230 KB", 2, "times", "its own page");

    public static Assumption OriginalViews { get; } = new("Its original is downloaded", 0.1m, "times", "one in ten");

    public static Assumption Approvals { get; } = new("An image is approved, and published,", 0.1m, "times", "one in ten: a person looks at each");

    public static Assumption PublicationDuration { get; } = new("To publish it takes", 1, "second of the publication function", "4 MB out of one bucket and into another");

    public static Assumption TaskLogs { get; } = new("A task writes", 2, "KB of logs", "three lines of JSON and Lambda's report");

    public static Assumption EventSize { get; } = new("An event has", 1, "KB", "S3's, in EventBridge's envelope");

    /// <summary>All, in the order in which they matter.</summary>
    public static ImmutableArray<Assumption> All { get; } =
    [
        HoursPerMonth, IdleLogs, FlowLogs, MonitoringSample, RepositoryStorage, Pollers, SweepDuration, ActiveUsers,
        OriginalSize, RenditionsSize, ThumbnailDuration, CaptionDuration, OfflineCaptionDuration, TokensIn, TokensOut, ModelRequestSize,
        WebRequests, WebDuration, WebResponse, ThumbViews, PreviewViews, OriginalViews, Approvals, PublicationDuration, TaskLogs, EventSize,
    ];
}
