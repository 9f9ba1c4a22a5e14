using System.Text;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Pages;

/// <summary>What a gallery page is narrowed to; all of it stands in the address.</summary>
internal sealed record GalleryFilter(string? Text, string? Tag, TaskState? Status)
{
    public bool IsEmpty => Text is null && Tag is null && Status is null;

    public string Url(ImageCursor? after = null)
    {
        var url = new StringBuilder(Links.Gallery);
        Add("q", Text);
        Add("tag", Tag);
        Add("status", Status is { } status ? Show.Code(status) : null);
        Add("after", after?.ToString());
        return url.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                url.Append(url.Length == Links.Gallery.Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }
}
