using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Brings an image's boxes and decisions to what an edit wants, and writes only what differs.</summary>
internal sealed class BoxChanges(Sql sql, ImageDetails before, AnnotationLog log, string author, DateTimeOffset now)
{
    private readonly long _seq = before.Image.Sequence;
    private List<Suggestion> _open = [];
    private List<Suggestion> _decided = [];

    /// <summary>Whether anything differed, if only the order of the boxes.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>False where the edit turns down what is no suggestion of the image any more: nothing was written.</summary>
    public async Task<bool> ApplyAsync(AnnotationEdit edit, CancellationToken cancellationToken)
    {
        if (edit.Boxes is null && edit.Rejected is null)
        {
            return true;
        }

        _open = await AnnotationRows.OpenAsync(sql, before.Image.Id, _seq, cancellationToken);
        _decided = await AnnotationRows.DecidedAsync(sql, before.Image.Id, _seq, cancellationToken);
        if (edit.Rejected?.Any(id => Find(id) is null) == true)
        {
            return false;
        }

        var boxes = edit.Boxes is null ? [.. before.Boxes.Select(box => box.Id)] : await WriteBoxesAsync(edit.Boxes, cancellationToken);
        await DecideAsync(boxes, edit.Rejected, cancellationToken);
        return true;
    }

    private Suggestion? Find(string id) => _open.Find(suggestion => suggestion.Id == id) ?? _decided.Find(suggestion => suggestion.Id == id);

    /// <summary>Returns the ids of the boxes that there are now.</summary>
    private async Task<HashSet<string>> WriteBoxesAsync(IReadOnlyList<BoxEdit> edits, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var there = before.Boxes.Select((box, position) => (Box: box, Position: position)).ToDictionary(pair => pair.Box.Id, StringComparer.Ordinal);
        foreach (var (position, edit) in edits.Index())
        {
            var label = Tag.Clean(edit.Label);
            if (edit.Id is { } id && there.TryGetValue(id, out var known))
            {
                ids.Add(id);
                await UpdateAsync(known.Box, known.Position, edit with { Label = label }, position, cancellationToken);
            }
            else
            {
                ids.Add(await InsertAsync(edit with { Label = label }, position, cancellationToken));
            }
        }

        foreach (var box in before.Boxes.Where(box => !ids.Contains(box.Id)))
        {
            await AnnotationRows.DeleteBoxAsync(sql, _seq, box.Id, cancellationToken);
            Note(AnnotationAction.BoxDeleted, box.Label);
        }

        return ids;
    }

    private async Task UpdateAsync(AnnotatedBox box, int oldPosition, BoxEdit edit, int position, CancellationToken cancellationToken)
    {
        if (box.Label != edit.Label)
        {
            Note(AnnotationAction.BoxLabelled, $"{box.Label} → {edit.Label}");
        }

        if (box.Box != edit.Box)
        {
            Note(AnnotationAction.BoxMoved, edit.Label);
        }

        var isChanged = box.Label != edit.Label || box.Box != edit.Box;
        if (isChanged || oldPosition != position)
        {
            IsChanged = true;
            var changed = isChanged ? box with { Label = edit.Label, Box = edit.Box, Author = author, ChangedAt = now } : box;
            await AnnotationRows.UpdateBoxAsync(sql, _seq, position, changed, cancellationToken);
        }
    }

    private async Task<string> InsertAsync(BoxEdit edit, int position, CancellationToken cancellationToken)
    {
        var suggestion = edit.Id is null ? null : Find(edit.Id);
        var box = new AnnotatedBox(
            edit.Id ?? Guid.CreateVersion7(now).ToString("N"),
            edit.Label,
            edit.Box,
            suggestion is null ? edit.Confidence : suggestion.Object.Confidence,
            suggestion?.Origin ?? edit.Origin ?? CaptionOrigin.Person,
            author,
            now,
            now);
        await AnnotationRows.InsertBoxAsync(sql, _seq, position, box, cancellationToken);
        Note(suggestion is null ? AnnotationAction.BoxDrawn : AnnotationAction.SuggestionAccepted, box.Label);
        return box.Id;
    }

    private async Task DecideAsync(HashSet<string> boxes, IReadOnlyList<string>? rejected, CancellationToken cancellationToken)
    {
        // Where the edit says nothing of it, what was decided stays so.
        var decided = new HashSet<string>(rejected ?? [.. _decided.Select(suggestion => suggestion.Id)], StringComparer.Ordinal);
        decided.UnionWith(boxes);

        var alike = new HashSet<string>(StringComparer.Ordinal);
        foreach (var suggestion in _open.Where(suggestion => decided.Contains(suggestion.Id)))
        {
            await AnnotationRows.DecideAsync(sql, _seq, suggestion, isFirst: alike.Add(suggestion.Id) && !_decided.Exists(other => other.Id == suggestion.Id), cancellationToken);
            if (!boxes.Contains(suggestion.Id))
            {
                Note(AnnotationAction.SuggestionRejected, suggestion.Object.Label);
            }
        }

        var next = _open.Count == 0 ? 0 : _open.Max(suggestion => suggestion.Position) + 1;
        foreach (var suggestion in _decided.Where(suggestion => !decided.Contains(suggestion.Id)))
        {
            await AnnotationRows.ReopenAsync(sql, _seq, next++, suggestion, cancellationToken);
            Note(AnnotationAction.SuggestionRestored, suggestion.Object.Label);
        }
    }

    private void Note(string what, string label)
    {
        IsChanged = true;
        log.Add(what, label);
    }
}
