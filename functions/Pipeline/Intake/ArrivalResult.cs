using Vignette.Schema;

namespace Vignette.Pipeline.Intake;

/// <summary>What became of an announced file.</summary>
public abstract record ArrivalResult
{
    /// <summary>It is in the store, and the image is in the catalog.</summary>
    public sealed record Arrived(ImageId Id, string FileName) : ArrivalResult;

    /// <summary>It is not in the store yet.</summary>
    public sealed record Awaited : ArrivalResult;

    /// <summary>Nobody announced it, or it was given up or deleted.</summary>
    public sealed record Unknown : ArrivalResult;
}
