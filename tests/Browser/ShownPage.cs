namespace Vignette.Browser.Tests;

/// <summary>Every page there is, in each state that looks different.</summary>
public enum ShownPage
{
    Upload,
    Gallery,
    EmptyGallery,
    FilteredGallery,
    NothingFound,
    Picture,
    FailedPicture,
    Trash,
    EmptyTrash,
    Exchange,
    Error,
}
