namespace Vignette.Schema.Catalog;

/// <summary>Orders as addresses say them: <c>newest</c>, <c>oldest</c>, <c>taken_newest</c>, <c>taken_oldest</c>, <c>name</c>.</summary>
public static class ImageSorts
{
    public static string Code(this ImageSort sort) => sort switch
    {
        ImageSort.Newest => "newest",
        ImageSort.Oldest => "oldest",
        ImageSort.TakenNewest => "taken_newest",
        ImageSort.TakenOldest => "taken_oldest",
        ImageSort.Name => "name",
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };

    /// <summary>Null where the text is none of the codes.</summary>
    public static ImageSort? Parse(string? code) => code switch
    {
        "newest" => ImageSort.Newest,
        "oldest" => ImageSort.Oldest,
        "taken_newest" => ImageSort.TakenNewest,
        "taken_oldest" => ImageSort.TakenOldest,
        "name" => ImageSort.Name,
        _ => null,
    };
}
