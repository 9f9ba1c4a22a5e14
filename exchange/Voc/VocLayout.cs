namespace Vignette.Exchange.Voc;

/// <summary>Where things are in the zip, and what they are called in a document.</summary>
internal static class VocLayout
{
    public const string AnnotationFolder = "Annotations/";

    public const string PictureFolder = "JPEGImages/";

    public const string Root = "annotation";

    /// <summary>What VOC has no place for; other tools ignore it.</summary>
    public const string Extra = "vignette";
}
