namespace Vignette.Cli.Deployments;

/// <summary>A page of images as a gallery's API tells it.</summary>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record RemoteList(IReadOnlyList<RemoteImage> Images, string? Next);
