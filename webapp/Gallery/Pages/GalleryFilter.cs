using Vignette.Gallery.Apis;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Pages;

/// <summary>What a gallery page is narrowed to and ordered by; all of it stands in the address.</summary>
internal sealed record GalleryFilter(ImageQuery Query)
{
    private static readonly ImageQuery Nothing = new();

    /// <summary>Whether it finds every image.</summary>
    public bool IsEmpty => Chips.Count == 0;

    /// <summary>Whether it is the list that begins with whatever is uploaded next.</summary>
    public bool IsPlain => IsEmpty && Query.Sort == ImageSort.Newest;

    /// <summary>What it is narrowed to, thing by thing.</summary>
    public IReadOnlyList<FilterChip> Chips
    {
        get
        {
            var chips = new List<FilterChip>();
            Add("Words", Query.Text, query => query with { Text = null });
            Add("Label", Query.Label, query => query with { Label = null });
            Add("Tag", Query.Tag, query => query with { Tag = null });
            Add("Status", Query.Status is { } status ? Show.Name(status) : null, query => query with { Status = null });
            Add("Review", Query.Review is { } review ? Show.Name(review) : null, query => query with { Review = null });
            Add("Uploader", Query.Owner, query => query with { Owner = null });
            Add("Taken", Show.Days(Query.TakenFrom, Query.TakenTo), query => query with { TakenFrom = null, TakenTo = null });
            Add("Uploaded", Show.Days(Query.UploadedFrom, Query.UploadedTo), query => query with { UploadedFrom = null, UploadedTo = null });
            return chips;

            void Add(string name, string? value, Func<ImageQuery, ImageQuery> without)
            {
                if (value is not null)
                {
                    chips.Add(new FilterChip(name, value, this with { Query = without(Query) }));
                }
            }
        }
    }

    /// <summary>The same order, but narrowed to nothing.</summary>
    public GalleryFilter Cleared => new(Nothing with { Sort = Query.Sort });

    public string Url(ImageCursor? after = null)
    {
        var parameters = ImageQueries.Parameters(Query);
        return Links.Gallery + ImageQueries.Address(after is null ? parameters : parameters.Append(KeyValuePair.Create("after", after.ToString())));
    }

    /// <summary>What the address of an image's page ends with, so that it knows the list that it was come from.</summary>
    public string Suffix => ImageQueries.Address(ImageQueries.Parameters(Query));

    /// <summary>The parameters for a form that has fields for the others.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(params string[] names) => ImageQueries.Parameters(Query).Where(parameter => !names.Contains(parameter.Key));

    /// <summary>Narrowed to a tag, or no longer where it was.</summary>
    public GalleryFilter ToggleTag(string tag) => new(Query with { Tag = IsTag(tag) ? null : tag });

    /// <inheritdoc cref="ToggleTag"/>
    public GalleryFilter ToggleLabel(string label) => new(Query with { Label = IsLabel(label) ? null : label });

    public GalleryFilter ToggleStatus(TaskState status) => new(Query with { Status = Query.Status == status ? null : status });

    public GalleryFilter ToggleReview(ReviewState review) => new(Query with { Review = Query.Review == review ? null : review });

    public GalleryFilter ToggleOwner(string owner) => new(Query with { Owner = Query.Owner == owner ? null : owner });

    public bool IsTag(string tag) => string.Equals(Query.Tag, tag, StringComparison.OrdinalIgnoreCase);

    public bool IsLabel(string label) => string.Equals(Query.Label, label, StringComparison.OrdinalIgnoreCase);
}
