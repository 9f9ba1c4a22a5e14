namespace Vignette.Gallery.Pages;

/// <summary>A list without one of its filters.</summary>
/// <param name="Count">How many images it finds, as far as they were counted.</param>
internal sealed record LooserFilter(FilterChip Dropped, int Count)
{
    /// <summary>As far as is counted.</summary>
    public const int MaxCount = 1000;
}
