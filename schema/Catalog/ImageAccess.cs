using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Whose images are, and who sees them.</summary>
public sealed class ImageAccess(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>Whose an image is, in the trash or not; null where there is none. Uploads that go on count.</summary>
    public Task<ImageHolding?> FindAsync(ImageId id, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync(
            "SELECT owner, visibility, deleted_at FROM images WHERE id = @id AND (deleted_at IS NULL OR deleted_at > @now)",
            [("@id", id.ToString()), ("@now", time.Now())],
            row => new ImageHolding(row.GetString(0), (Visibility)row.GetInt32(1), IsInTrash: !row.IsDBNull(2)),
            token),
        cancellationToken);

    /// <summary>Says who sees an image. False where there is no such image, or it is in the trash.</summary>
    public Task<bool> ShowAsync(ImageId id, Visibility visibility, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) =>
        {
            var seq = await sql.FirstAsync($"SELECT seq FROM images WHERE id = @id AND visible = 1{database.Dialect.ForUpdate}", [("@id", id.ToString())], row => (long?)row.GetInt64(0), token);
            await sql.ExecuteAsync(
                "UPDATE images SET visibility = @visibility, updated_at = @now WHERE seq = @seq AND visibility <> @visibility",
                [("@visibility", (int)visibility), ("@now", time.Now()), ("@seq", seq)],
                token);
            return seq is not null;
        },
        cancellationToken);
}
