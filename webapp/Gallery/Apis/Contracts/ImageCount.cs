namespace Vignette.Gallery.Apis.Contracts;

/// <summary>How many images match.</summary>
/// <param name="HasMore">Whether there are more than were counted.</param>
public sealed record ImageCount(int Count, bool HasMore)
{
    internal static ImageCount Of(int counted, int max) => new(Math.Min(counted, max), counted > max);
}
