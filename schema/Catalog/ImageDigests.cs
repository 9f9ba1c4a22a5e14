using System.Text.Json;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Images by the SHA-256 of their originals, which are there: not those of uploads that go on or broke off.</summary>
public sealed class ImageDigests(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>As many as are looked for at a time.</summary>
    public const int MaxDigests = 1000;

    private const int Length = 64;

    /// <summary>Whether it is a digest as the catalog writes them: 64 lower-case hexadecimal digits.</summary>
    public static bool IsDigest(string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Which of these contents are there. Of several images of one content the first is named, of those in the trash only where no other has it.</summary>
    /// <param name="viewer">What nobody shows them is not there.</param>
    /// <param name="digests">At most <see cref="MaxDigests"/>.</param>
    /// <exception cref="ArgumentException">They are more, or one is none.</exception>
    public async Task<IReadOnlyList<KnownImage>> FindAsync(Viewer viewer, IReadOnlyCollection<string> digests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(digests);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digests.Count, MaxDigests, nameof(digests));
        var each = digests.Distinct(StringComparer.Ordinal).ToArray();
        if (!each.All(IsDigest))
        {
            throw new ArgumentException($"A digest has {Length} lower-case hexadecimal digits.", nameof(digests));
        }

        // What is deleted for good, but not purged, nobody has any more.
        return await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"""
                SELECT o.sha256, o.id, o.deleted_at IS NOT NULL
                FROM (
                    SELECT COALESCE(MIN(CASE WHEN i.deleted_at IS NULL THEN i.seq END), MIN(i.seq)) AS seq
                    FROM {database.Dialect.Digests} d {database.Dialect.JoinInOrder} images i{database.Dialect.UseIndex("images_sha256")} ON i.sha256 = d.digest
                    WHERE i.stored = 1 AND (i.deleted_at IS NULL AND {viewer.SharedOrOwn} OR i.deleted_at > @now AND {viewer.Own})
                    GROUP BY d.digest) k
                {database.Dialect.JoinInOrder} images o ON o.seq = k.seq
                """,
                [("@digests", JsonSerializer.Serialize(each, ParameterJson.Default.StringArray)), ("@now", time.Now()), .. viewer.Values],
                row => new KnownImage(row.GetString(0), ImageId.Parse(row.GetString(1)), row.GetInt64(2) != 0),
                token),
            cancellationToken);
    }

    /// <summary>Notes the digest of an object that did not pass through the platform. Does nothing where the image has another version by now, or a digest.</summary>
    public Task NoteAsync(ImageId id, string objectVersion, string sha256, CancellationToken cancellationToken) => database.ChangeRelaxedAsync(
        (sql, token) => sql.ExecuteAsync(
            "UPDATE images SET sha256 = @sha256 WHERE id = @id AND object_version = @version AND sha256 IS NULL",
            [("@sha256", sha256), ("@id", id.ToString()), ("@version", objectVersion)],
            token),
        cancellationToken);
}
