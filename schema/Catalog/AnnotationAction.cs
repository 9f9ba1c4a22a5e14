namespace Vignette.Schema.Catalog;

/// <summary>What the history of annotations calls the changes.</summary>
public static class AnnotationAction
{
    public const string BoxDrawn = "box_drawn";

    /// <summary>Moved or resized.</summary>
    public const string BoxMoved = "box_moved";

    public const string BoxLabelled = "box_labelled";

    public const string BoxDeleted = "box_deleted";

    public const string SuggestionAccepted = "suggestion_accepted";

    public const string SuggestionRejected = "suggestion_rejected";

    /// <summary>A decision was taken back.</summary>
    public const string SuggestionRestored = "suggestion_restored";

    public const string Caption = "caption";

    public const string Tags = "tags";

    public const string Review = "review";
}
