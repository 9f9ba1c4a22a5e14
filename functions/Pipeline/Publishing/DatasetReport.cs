using System.Text.Json;
using Vignette.Pipeline.Imaging;
using Vignette.Schema;

namespace Vignette.Pipeline.Publishing;

/// <summary>
/// The report beside a picture in the data set: one line of JSON, whose fields mean what they mean in the format JSON Lines
/// of an export. <c>docs/dataset-report.schema.json</c> describes it. The same approval always makes the same bytes.
/// </summary>
/// <param name="Schema"><see cref="CurrentSchema"/>; rises where a field changes its meaning or goes.</param>
/// <param name="Version">The image's version that was approved.</param>
/// <param name="Picture">The picture's name beside the report.</param>
/// <param name="Size">The picture's, in bytes.</param>
/// <param name="Sha256">The picture's, in lower-case hexadecimal digits.</param>
/// <param name="Width">Pixels, after orientation.</param>
/// <param name="Height">Pixels, after orientation.</param>
/// <param name="Orientation">How the picture's pixels must be turned before boxes are where they were drawn: EXIF's, 1 to 8; 1 for as they are.</param>
/// <param name="TakenAt">The camera's local time, without a zone.</param>
/// <param name="Boxes">In their order.</param>
public sealed record DatasetReport(
    int Schema,
    string Id,
    long Version,
    string Name,
    string Picture,
    string MediaType,
    long Size,
    string Sha256,
    int Width,
    int Height,
    int Orientation,
    int Frames,
    DateTime? TakenAt,
    string? Camera,
    string Owner,
    DateTimeOffset UploadedAt,
    string? Caption,
    string? CaptionOrigin,
    string? CaptionModel,
    IReadOnlyList<string> Tags,
    string Review,
    string? ApprovedBy,
    DateTimeOffset? ApprovedAt,
    IReadOnlyList<DatasetReportBox> Boxes)
{
    public const int CurrentSchema = 1;

    /// <summary>As it is in the data set: a line of UTF-8, with its end.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Written.DatasetReport), (byte)'\n'];

    /// <param name="facts">Of the picture's bytes, as are size and digest.</param>
    public static DatasetReport Of(ImageDetails details, PictureFacts facts, long size, string sha256)
    {
        var image = details.Image;
        return new DatasetReport(
            CurrentSchema,
            image.Id.ToString(),
            image.Version,
            image.FileName,
            DatasetObjects.Picture(image.Id, facts.Format),
            facts.Format.MediaType(),
            size,
            sha256,
            facts.Width,
            facts.Height,
            facts.Orientation,
            facts.Frames,
            facts.TakenAt,
            facts.Camera,
            image.Owner,
            image.UploadedAt,
            image.Caption,
            image.CaptionOrigin?.Code(),
            image.CaptionModel,
            details.Tags,
            image.Review.Code(),
            image.ReviewedBy,
            image.ReviewedAt,
            [.. details.Boxes.Select(DatasetReportBox.Of)]);
    }
}
