using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp;

/// <summary>What a file says of itself before its pixels are decoded.</summary>
/// <param name="Stored">The size before orientation.</param>
/// <param name="Orientation">EXIF's, 1 to 8; 1, as it is, where there is none.</param>
internal sealed record PictureHeader(PictureSize Stored, int Orientation, DateTime? TakenAt, string? Camera)
{
    /// <summary>Whether width and height change places once the picture is upright.</summary>
    public bool IsOnItsSide => Orientation >= 5;

    public static PictureHeader Of(ImageInfo info)
    {
        var exif = info.Metadata.ExifProfile;
        return new PictureHeader(
            new PictureSize(info.Width, info.Height),
            exif is not null && exif.TryGetValue(ExifTag.Orientation, out var orientation) && orientation.Value is >= 1 and <= 8 ? orientation.Value : 1,
            ExifDate.Parse(Text(exif, ExifTag.DateTimeOriginal)) ?? ExifDate.Parse(Text(exif, ExifTag.DateTime)),
            CameraName.Of(Text(exif, ExifTag.Make), Text(exif, ExifTag.Model)));
    }

    public PictureFacts ToFacts(PictureFile file)
    {
        var upright = Turned(Stored);
        return new PictureFacts(file.Format, upright.Width, upright.Height)
        {
            Orientation = Orientation,
            Frames = file.Frame.Frames,
            HasAlpha = file.Frame.HasAlpha,
            TakenAt = TakenAt,
            Camera = Camera,
        };
    }

    /// <summary>A size as stored from one that is upright, and the other way round.</summary>
    public PictureSize Turned(PictureSize size) => IsOnItsSide ? new PictureSize(size.Height, size.Width) : size;

    private static string? Text(ExifProfile? exif, ExifTag<string> tag) =>
        exif is not null && exif.TryGetValue(tag, out var field) ? field.Value : null;
}
