using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Finds images by what others know of them. Deleted ones are never found, nor are uploads that have not been stored, nor what the viewer is not shown.</summary>
public sealed class ImageFinder(ICatalogDatabase database, Viewer viewer)
{
    /// <summary>As many as tell that there is more than one.</summary>
    public const int Limit = 10;

    /// <summary>Images of this content, newest first, at most <see cref="Limit"/>.</summary>
    /// <param name="sha256">Lower-case hexadecimal digits.</param>
    public Task<List<ImageRecord>> FindBySha256Async(string sha256, CancellationToken cancellationToken) => FindAsync("sha256", sha256, cancellationToken);

    /// <summary>Images whose file had just this name, newest first, at most <see cref="Limit"/>.</summary>
    public Task<List<ImageRecord>> FindByFileNameAsync(string fileName, CancellationToken cancellationToken) => FindAsync("file_name", fileName, cancellationToken);

    private Task<List<ImageRecord>> FindAsync(string column, string value, CancellationToken cancellationToken) =>
        database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"{ImageRows.Select}\nWHERE i.{column} = @value AND {viewer.Shown} ORDER BY i.seq DESC LIMIT @limit",
                [("@value", value), ("@limit", Limit), .. viewer.Values],
                ImageRows.Read,
                token),
            cancellationToken);
}
