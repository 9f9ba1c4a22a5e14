namespace Vignette.Schema.Catalog;

/// <summary>What came of an edit.</summary>
public enum EditOutcome
{
    Applied,

    /// <summary>Somebody else changed the image first; nothing was written.</summary>
    Conflict,

    NotFound,
}
