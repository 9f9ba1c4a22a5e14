using System.Globalization;

namespace Vignette.Schema.Catalog;

/// <summary>What a list is ordered by: a column of the images, where there is one, and their sequence.</summary>
/// <param name="Column">Null: the sequence alone.</param>
/// <param name="Index">The index in that order.</param>
/// <param name="IsDescending">Both, the column and the sequence.</param>
/// <param name="HasBlanks">Whether images may have nothing in the column.</param>
/// <param name="BlanksFirst">Where these stand; otherwise they are last.</param>
internal sealed record ListOrder(string? Column, string Index, bool IsDescending, bool HasBlanks = false, bool BlanksFirst = false)
{
    public const string BySequence = "images_visible";

    public const string ByUpload = "images_uploaded";

    public const string ByTaken = "images_taken";

    public const string ByName = "images_name";

    public string Direction => IsDescending ? "DESC" : "ASC";

    /// <summary>The same list from its other end.</summary>
    public ListOrder Reversed => this with { IsDescending = !IsDescending, BlanksFirst = HasBlanks && !BlanksFirst };

    // Clocks are set now and then, so that the order of uploads is not quite that of their times: where times are asked
    // for, they are the order.
    public static ListOrder Of(ImageQuery query) => query.Sort switch
    {
        ImageSort.Newest or ImageSort.Oldest when query.UploadedFrom is not null || query.UploadedTo is not null =>
            new("uploaded_at", ByUpload, query.Sort == ImageSort.Newest),
        ImageSort.Newest or ImageSort.Oldest => new(null, BySequence, query.Sort == ImageSort.Newest),
        ImageSort.TakenNewest or ImageSort.TakenOldest => new("taken_at", ByTaken, query.Sort == ImageSort.TakenNewest, HasBlanks: true),
        ImageSort.Name => new("name_key", ByName, IsDescending: false, HasBlanks: true),
        var sort => throw new ArgumentOutOfRangeException(nameof(query), sort, "There is no such order."),
    };

    /// <summary>Whether a place in this list can have this key.</summary>
    public bool IsKey(string? key) => Column switch
    {
        null => key is null,
        "uploaded_at" => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "taken_at" => key is null || ImageRows.IsTakenAt(key),
        _ => key is null || key.Length <= NameKey.MaxLength,
    };

    /// <summary>The key as the column has it.</summary>
    public object? Value(string? key) => Column == "uploaded_at" ? long.Parse(key!, CultureInfo.InvariantCulture) : key;
}
