using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>The one way in for what people say about a picture: boxes, decisions about suggestions, caption, tags and review.</summary>
public sealed class ImageAnnotations(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>Characters of an author's name.</summary>
    public const int MaxAuthorLength = 255;

    /// <summary>
    /// Brings the picture to what the edit wants, if it is still at the version the edit was made from. What does not differ
    /// keeps its author, time and origin; where nothing differs, nothing is written and the version stays.
    /// </summary>
    /// <param name="author">Who makes the edit: 1 to <see cref="MaxAuthorLength"/> characters.</param>
    /// <exception cref="ArgumentException">The edit breaks a rule: see <see cref="AnnotationEdit.Problem"/>.</exception>
    public Task<AnnotationResult> ApplyAsync(ImageId id, AnnotationEdit edit, string author, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentException.ThrowIfNullOrWhiteSpace(author);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(author.Length, MaxAuthorLength, nameof(author));
        if (edit.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(edit));
        }

        return database.ChangeAsync((sql, token) => ApplyAsync(sql, id, edit, author, token), cancellationToken);
    }

    private async Task<AnnotationResult> ApplyAsync(Sql sql, ImageId id, AnnotationEdit edit, string author, CancellationToken cancellationToken)
    {
        var state = await sql.FirstAsync(
            $"SELECT seq, tags_origin FROM images WHERE id = @id AND visible = 1{database.Dialect.ForUpdate}",
            [("@id", id.ToString())],
            row => new ImageState(row.GetInt64(0), (CaptionOrigin?)row.Number(1)),
            cancellationToken);
        if (state is null)
        {
            return new AnnotationResult(EditOutcome.NotFound, Details: null);
        }

        var before = await ReadAsync(sql, state.Sequence, cancellationToken);
        if (edit.FromVersion is { } from && from != before.Image.Version)
        {
            return new AnnotationResult(EditOutcome.Conflict, before);
        }

        var now = time.Now();
        var log = new AnnotationLog();
        var boxes = new BoxChanges(sql, before, log, author, UnixTime.At(now));
        if (!await boxes.ApplyAsync(edit, cancellationToken))
        {
            return new AnnotationResult(EditOutcome.Conflict, before);
        }

        await WriteTextAsync(sql, state, before, edit, log, cancellationToken);
        var isChanged = boxes.IsChanged || !log.IsEmpty;
        var review = edit.Review ?? (isChanged && before.Image.Review == ReviewState.Approved ? ReviewState.InProgress : before.Image.Review);
        var isReview = review != before.Image.Review || (isChanged && review == ReviewState.Approved);
        if (!isChanged && !isReview)
        {
            return new AnnotationResult(EditOutcome.Applied, before);
        }

        if (isReview)
        {
            log.Add(AnnotationAction.Review, review.Code());
            await sql.ExecuteAsync(
                "UPDATE images SET review = @review, reviewed_by = @author, reviewed_at = @now WHERE seq = @seq",
                [("@review", (int)review), ("@author", author), ("@now", now), ("@seq", state.Sequence)],
                cancellationToken);
        }

        await sql.ExecuteAsync("UPDATE images SET version = version + 1, updated_at = @now WHERE seq = @seq", [("@now", now), ("@seq", state.Sequence)], cancellationToken);
        if (before.Image.PublishTask.State == TaskState.Failed)
        {
            // That was about an approval which does not hold any more, or which this edit makes anew.
            await sql.ExecuteAsync(
                $"UPDATE tasks SET state = {(int)TaskState.Pending}, reason = NULL, finished_at = NULL WHERE seq = @seq AND task = {(int)TaskKind.Publish}",
                [("@seq", state.Sequence)],
                cancellationToken);
        }

        await log.WriteAsync(sql, state.Sequence, author, now, cancellationToken);
        await SearchIndex.RefreshAsync(sql, database.Dialect, state.Sequence, cancellationToken);
        var after = await ReadAsync(sql, state.Sequence, cancellationToken);
        return new AnnotationResult(EditOutcome.Applied, after, IsApproval: isReview && review == ReviewState.Approved);
    }

    private static async Task WriteTextAsync(Sql sql, ImageState state, ImageDetails before, AnnotationEdit edit, AnnotationLog log, CancellationToken cancellationToken)
    {
        if (edit.Caption is { } caption && caption != before.Image.Caption)
        {
            await Annotations.WriteCaptionAsync(sql, state.Sequence, caption, CaptionOrigin.Person, model: null, cancellationToken);
            log.Add(AnnotationAction.Caption, caption);
        }

        if (edit.Tags is null)
        {
            return;
        }

        // That there are none is something to say, where no person has said it yet.
        var tags = Tag.Of(edit.Tags);
        if (!tags.Select(tag => tag.Text).SequenceEqual(before.Tags) || (tags.Count == 0 && state.TagsOrigin != CaptionOrigin.Person))
        {
            await Annotations.WriteTagsAsync(sql, state.Sequence, tags, CaptionOrigin.Person, cancellationToken);
            log.Add(AnnotationAction.Tags, string.Join(", ", tags.Select(tag => tag.Text)));
        }
    }

    private static async Task<ImageDetails> ReadAsync(Sql sql, long seq, CancellationToken cancellationToken)
    {
        var image = await sql.FirstAsync($"{ImageRows.Select}\nWHERE i.seq = @seq", [("@seq", seq)], ImageRows.Read, cancellationToken);
        return await ImageDocuments.ReadAsync(sql, image!, cancellationToken);
    }

    private sealed record ImageState(long Sequence, CaptionOrigin? TagsOrigin);
}
