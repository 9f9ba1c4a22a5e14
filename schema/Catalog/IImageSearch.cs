using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>How images are listed on an engine where one statement in the common words of all cannot do it.</summary>
internal interface IImageSearch
{
    /// <summary>The first images of the list, newest first.</summary>
    /// <param name="tagKey">Null: any tag.</param>
    Task<List<ImageRecord>> FindAsync(Sql sql, ImageQuery query, SearchText text, string? tagKey, int limit, CancellationToken cancellationToken);
}
