using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>One of the things that images of a list have in common.</summary>
/// <param name="Sql">True of the images <c>i</c> that have it. A value, never a join that an engine might begin with.</param>
/// <param name="Mark">Its name among the <see cref="SearchMarks"/>; null where it has none.</param>
/// <param name="Source">Where all images that have it are found; null where nowhere.</param>
internal sealed record ListCondition(string Sql, SqlValue[] Values, string? Mark, ListSource? Source)
{
    /// <summary>Whether it is a range of an index over the images, rather than one value.</summary>
    public bool IsRange { get; init; }
}
