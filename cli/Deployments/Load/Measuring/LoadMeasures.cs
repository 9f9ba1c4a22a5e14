namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>What was measured.</summary>
/// <param name="Seconds">From the start until the last thing happened that was waited for.</param>
/// <param name="SendingSeconds">From the start until the last upload was answered.</param>
/// <param name="Sent">Uploads that were begun.</param>
/// <param name="Accepted">Pictures that the gallery took.</param>
/// <param name="Finished">Pictures that have both results, be one a failure.</param>
/// <param name="Failed">Those of them of which a task failed.</param>
/// <param name="Lost">Pictures that were taken and never got both results.</param>
/// <param name="Megabytes">Taken, in millions of bytes.</param>
/// <param name="MostUploading">The most uploads that waited for their answer at once.</param>
/// <param name="MostWaiting">The most pictures that waited for their results at once.</param>
/// <param name="Acceptance">From when an upload was due until it was taken.</param>
/// <param name="EndToEnd">From when an upload was due until both results were heard of.</param>
/// <param name="Lateness">From when an upload was due until it was begun: what this program, and not the gallery, made wait. Part of both others.</param>
internal sealed record LoadMeasures(
    double Seconds,
    double SendingSeconds,
    long Sent,
    long Accepted,
    long Finished,
    long Failed,
    long Lost,
    double Megabytes,
    int MostUploading,
    int MostWaiting,
    Latencies Acceptance,
    Latencies EndToEnd,
    Latencies Lateness,
    IReadOnlyList<ErrorCount> Errors,
    IReadOnlyList<SecondCounts> Series)
{
    /// <summary>Uploads that were not taken.</summary>
    public long NotAccepted => Sent - Accepted;

    /// <summary>While pictures were sent.</summary>
    public double AcceptedPerSecond => SendingSeconds > 0 ? Math.Round(Accepted / SendingSeconds, 3) : 0;

    /// <summary>From the start to the last result.</summary>
    public double FinishedPerSecond => Seconds > 0 ? Math.Round(Finished / Seconds, 3) : 0;
}
