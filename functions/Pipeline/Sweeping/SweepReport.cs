namespace Vignette.Pipeline.Sweeping;

/// <summary>What a sweep did.</summary>
/// <param name="Driven">Unfinished images whose object was touched.</param>
/// <param name="Vanished">Unfinished images that ended as failed, since their object is gone.</param>
/// <param name="Recovered">Uploads whose object was there although nobody had noted it.</param>
/// <param name="Abandoned">Uploads without an object, removed.</param>
/// <param name="Purged">Deleted images of which nothing is left now.</param>
/// <param name="Announced">Approvals that were not published, announced again.</param>
/// <param name="Skipped">Images that could not be dealt with this time.</param>
public sealed record SweepReport(int Driven, int Vanished, int Recovered, int Abandoned, int Purged, int Announced, int Skipped)
{
    public static SweepReport Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether there was nothing to do.</summary>
    public bool IsEmpty => this == Nothing;
}
