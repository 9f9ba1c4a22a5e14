namespace Vignette.Schema.Catalog;

/// <summary>In which order images are listed.</summary>
public enum ImageSort
{
    /// <summary>The latest upload first.</summary>
    Newest,

    Oldest,

    /// <summary>By the camera's date; images without one come last.</summary>
    TakenNewest,

    /// <inheritdoc cref="TakenNewest"/>
    TakenOldest,

    /// <summary>By file name as people read it: case and accents do not matter, and 9 comes before 10.</summary>
    Name,
}
