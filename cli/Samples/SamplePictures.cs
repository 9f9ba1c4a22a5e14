namespace Vignette.Cli.Samples;

/// <summary>The pictures of <c>--samples</c>, so that the first look is not at an empty page.</summary>
public static class SamplePictures
{
    public static IReadOnlyList<SamplePicture> All { get; } =
    [
        new("mountains-at-dusk.png", MountainsAtDusk.Draw),
        new("sun-over-the-sea.png", SunOverTheSea.Draw),
        new("lighthouse.png", Lighthouse.Draw),
        new("rolling-hills.png", RollingHills.Draw),
        new("northern-lights.png", NorthernLights.Draw),
        new("paper-triangles.png", PaperTriangles.Draw),
        new("desert-dunes.png", DesertDunes.Draw),
        new("drops-of-light.png", DropsOfLight.Draw),
    ];
}
