using System.Globalization;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Importing;

/// <summary>What makes of a picture what a file says of it.</summary>
/// <param name="Edit">Null where there is nothing to change.</param>
/// <param name="Notes">What changes, for a person.</param>
internal sealed record ImportChange(AnnotationEdit? Edit, IReadOnlyList<string> Notes)
{
    public static ImportChange Of(DatasetImage said, ImageDetails there, ImportMode mode)
    {
        var notes = new List<string>();
        var boxes = said.Boxes is { } drawn ? Boxes(drawn, there, mode, notes) : null;
        var caption = said.Caption?.Trim() is { Length: > 0 } text && text != there.Image.Caption && (mode == ImportMode.Replace || there.Image.Caption is null) ? text : null;
        var tags = said.Tags is null ? null : Tags(mode == ImportMode.Replace ? said.Tags : [.. there.Tags, .. said.Tags], there.Tags);
        var review = said.Review is { } state && mode == ImportMode.Replace && (state != there.Image.Review || boxes is not null || caption is not null || tags is not null) ? said.Review : null;
        if (caption is not null)
        {
            notes.Add("caption");
        }

        if (tags is not null)
        {
            notes.Add("tags");
        }

        if (review is { } next && next != there.Image.Review)
        {
            notes.Add($"review: {next.Code()}");
        }

        return notes.Count == 0
            ? new ImportChange(null, notes)
            : new ImportChange(new AnnotationEdit { Boxes = boxes, Caption = caption, Tags = tags, Review = review, FromVersion = there.Image.Version }, notes);
    }

    /// <summary>All boxes as they should be; null where they are so.</summary>
    private static List<BoxEdit>? Boxes(IReadOnlyList<DatasetBox> drawn, ImageDetails there, ImportMode mode, List<string> notes)
    {
        var left = there.Boxes.ToList();
        var pairs = new AnnotatedBox?[drawn.Count];
        Pair((box, known) => box.Id is not null && box.Id == known.Id);
        Pair((box, known) => box.Matches(known.Label, known.Box));

        var edits = new List<BoxEdit>(drawn.Count);
        var (added, changed) = (0, 0);
        for (var i = 0; i < drawn.Count; i++)
        {
            var box = drawn[i];
            if (pairs[i] is not { } known)
            {
                edits.Add(new BoxEdit(box.Id, box.Label, box.Box) { Confidence = box.Confidence, Origin = box.Origin });
                added++;
            }
            else if (box.Matches(known.Label, known.Box))
            {
                edits.Add(new BoxEdit(known.Id, known.Label, known.Box));
            }
            else
            {
                edits.Add(new BoxEdit(known.Id, box.Label, box.Box));
                changed++;
            }
        }

        var removed = mode == ImportMode.Replace ? left.Count : 0;
        Note(added, "added");
        Note(changed, "changed");
        Note(removed, "removed");
        if (added + changed + removed == 0)
        {
            return null;
        }

        return mode == ImportMode.Replace ? edits : [.. left.Select(known => new BoxEdit(known.Id, known.Label, known.Box)), .. edits];

        void Pair(Func<DatasetBox, AnnotatedBox, bool> isSame)
        {
            for (var i = 0; i < drawn.Count; i++)
            {
                if (pairs[i] is null && left.FindIndex(known => isSame(drawn[i], known)) is var at and >= 0)
                {
                    pairs[i] = left[at];
                    left.RemoveAt(at);
                }
            }
        }

        void Note(int count, string what)
        {
            if (count > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "box" : "boxes")} {what}"));
            }
        }
    }

    /// <summary>All tags as they should be; null where they are so.</summary>
    private static string[]? Tags(IEnumerable<string> said, IReadOnlyList<string> there)
    {
        var tags = Tag.Of(said).Select(tag => tag.Text).ToArray();
        return tags.SequenceEqual(there) ? null : tags;
    }
}
