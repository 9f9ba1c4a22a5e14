namespace Vignette.Exchange.Yolo;

/// <summary>Where things are in the zip.</summary>
internal static class YoloLayout
{
    public const string Classes = "data.yaml";

    /// <summary>What YOLO has no place for.</summary>
    public const string Rest = "vignette.jsonl";

    public const string PictureFolder = "images/";

    private const string LabelFolder = "labels/";

    public static string LabelsOf(DatasetImage image) => $"{LabelFolder}{Path.GetFileNameWithoutExtension(image.Picture ?? image.FileName)}.txt";

    /// <summary>Where the labels of an entry that is a picture are: beside <c>images</c> in <c>labels</c>, or beside the picture.</summary>
    public static string LabelsOf(string picture)
    {
        var path = Path.ChangeExtension(picture, ".txt");
        var folder = ("/" + path).LastIndexOf("/images/", StringComparison.Ordinal);
        return folder < 0 ? path : $"{path[..folder]}labels{path[(folder + "images".Length)..]}";
    }

    public static bool IsLabels(string entry) => entry.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && ("/" + entry).Contains("/labels/", StringComparison.Ordinal);
}
