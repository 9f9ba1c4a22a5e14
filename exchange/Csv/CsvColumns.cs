namespace Vignette.Exchange.Csv;

/// <summary>The columns' names, in the order that they are written in. Read they are in any order, with any others between them.</summary>
internal static class CsvColumns
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Picture = "picture";
    public const string Sha256 = "sha256";
    public const string Width = "width";
    public const string Height = "height";
    public const string Caption = "caption";
    public const string Tags = "tags";
    public const string Review = "review";
    public const string Box = "box";
    public const string Label = "label";
    public const string X = "x";
    public const string Y = "y";
    public const string BoxWidth = "box_width";
    public const string BoxHeight = "box_height";
    public const string Confidence = "confidence";
    public const string Origin = "origin";
    public const string Author = "author";

    public static IReadOnlyList<string> All { get; } =
        [Id, Name, Picture, Sha256, Width, Height, Caption, Tags, Review, Box, Label, X, Y, BoxWidth, BoxHeight, Confidence, Origin, Author];
}
