namespace Vignette.Pipeline.Objects;

/// <summary>The renditions that are kept of every image.</summary>
public static class RenditionNames
{
    public const string Thumb = "thumb";

    public const string Preview = "preview";

    public static IReadOnlyList<string> All { get; } = [Thumb, Preview];
}
