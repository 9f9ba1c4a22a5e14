using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>What people change.</summary>
public sealed class ImageEdits(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>Applies the edit if the image is still at the version it was made from.</summary>
    /// <exception cref="ArgumentException">The caption or the tags exceed the limits of <see cref="ImageEdit"/>.</exception>
    public Task<EditOutcome> ApplyAsync(ImageId id, ImageEdit edit, CancellationToken cancellationToken)
    {
        Check(edit);
        return database.ChangeAsync(
            async (sql, token) =>
            {
                var image = await sql.FirstAsync(
                    $"SELECT seq, version FROM images WHERE id = @id AND visible = 1{database.Dialect.ForUpdate}",
                    [("@id", id.ToString())],
                    row => new { Sequence = row.GetInt64(0), Version = row.GetInt64(1) },
                    token);
                if (image is null)
                {
                    return EditOutcome.NotFound;
                }

                if (edit.FromVersion is { } from && from != image.Version)
                {
                    return EditOutcome.Conflict;
                }

                await sql.ExecuteAsync(
                    "UPDATE images SET version = version + 1, updated_at = @now WHERE seq = @seq",
                    [("@now", time.Now()), ("@seq", image.Sequence)],
                    token);
                if (edit.Caption is { } caption)
                {
                    await Annotations.WriteCaptionAsync(sql, image.Sequence, caption, CaptionOrigin.Person, model: null, token);
                }

                if (edit.Tags is { } tags)
                {
                    await Annotations.WriteTagsAsync(sql, image.Sequence, Tag.Of(tags), CaptionOrigin.Person, token);
                }

                await SearchIndex.RefreshAsync(sql, database.Dialect, image.Sequence, token);
                return EditOutcome.Applied;
            },
            cancellationToken);
    }

    private static void Check(ImageEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        if (edit.Caption?.Length > ImageEdit.MaxCaptionLength)
        {
            throw new ArgumentException($"A caption has at most {ImageEdit.MaxCaptionLength} characters.", nameof(edit));
        }

        if (edit.Tags is { } tags && (tags.Count > ImageEdit.MaxTags || tags.Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Trim().Length > ImageEdit.MaxTagLength)))
        {
            throw new ArgumentException($"There are at most {ImageEdit.MaxTags} tags, each of 1 to {ImageEdit.MaxTagLength} characters.", nameof(edit));
        }
    }
}
