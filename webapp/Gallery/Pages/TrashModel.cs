using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Pages;

/// <summary>One page of the trash.</summary>
/// <param name="Total">How many images are in it.</param>
/// <param name="Next">The next page's address; null on the last one.</param>
/// <param name="Token">The antiforgery token of the forms.</param>
/// <param name="Now">When the page was made.</param>
/// <param name="ThumbWidth">The thumbs' bound in pixels.</param>
/// <param name="ThumbHeight">The thumbs' bound in pixels.</param>
/// <param name="KeptDays">For how long an image that is deleted now can be restored; 0 where there is no trash.</param>
internal sealed record TrashModel(
    IReadOnlyList<TrashedImage> Images, long Total, string? Next, string Token, DateTimeOffset Now, int ThumbWidth, int ThumbHeight, int KeptDays)
{
    /// <summary>Changes after this are not on the page: see <see cref="Schema.Catalog.ImageChange.Mark"/>.</summary>
    public long Mark => Now.ToUnixTimeMilliseconds();

    /// <summary>To the nearest day: what was just deleted has all of them.</summary>
    public string Left(TrashedImage image) => (image.Until - Now).TotalDays switch
    {
        < 1 => "Less than a day left",
        var days => $"{Show.Count((int)Math.Round(days), "day", "days")} left",
    };
}
