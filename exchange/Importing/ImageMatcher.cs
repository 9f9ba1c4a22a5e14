using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Importing;

/// <summary>Finds the picture that a file means: by its id, else by its content, else by its name where only one has it.</summary>
internal sealed class ImageMatcher(ImageReader images, ImageFinder finder)
{
    // One whose labels alone are there has a name without its ending.
    private static readonly string[] Endings = ["", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".JPG", ".JPEG", ".PNG", ".GIF", ".WEBP"];

    public async Task<ImageMatch> FindAsync(DatasetImage image, CancellationToken cancellationToken)
    {
        if (image.Id is { } id && await images.FindAsync(id, cancellationToken) is not null)
        {
            return new ImageMatch(id);
        }

        if (image.Sha256 is { } sha256)
        {
            var same = await finder.FindBySha256Async(sha256, cancellationToken);
            var named = same.Where(found => found.FileName == image.FileName).ToArray();
            if (same.Count > 0)
            {
                return same.Count == 1 || named.Length == 1
                    ? new ImageMatch((named.Length == 1 ? named[0] : same[0]).Id)
                    : new ImageMatch(null, "More than one picture has this content: name the one you mean by its id.");
            }
        }

        // One that went into its bucket past the gallery has a content that nobody measured.
        var found = new List<ImageRecord>();
        foreach (var ending in Path.HasExtension(image.FileName) ? Endings[..1] : Endings)
        {
            var records = await finder.FindByFileNameAsync(image.FileName + ending, cancellationToken);
            found.AddRange(records.Where(record => image.Sha256 is null || record.Sha256 is null));
        }

        return found switch
        {
            [] => new ImageMatch(null),
            [var only] => new ImageMatch(only.Id),
            _ => new ImageMatch(null, "More than one picture has this name: name the one you mean by its id."),
        };
    }
}
