namespace Vignette.Bench;

/// <summary>How a program under load is started: as always, but saying nothing of every image.</summary>
public static class Quiet
{
    public static IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?> { ["LOG_LEVEL"] = "Warning" };
}
