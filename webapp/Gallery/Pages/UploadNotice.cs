using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vignette.Pipeline.Intake;

namespace Vignette.Gallery.Pages;

/// <summary>
/// What came of a form post, for the gallery page that follows. It travels in the address, as numbers alone, so that
/// nobody can make the page say something by a link.
/// </summary>
internal sealed record UploadNotice(int Added, int Empty, int TooLarge, int NotImages)
{
    public int Refused => Empty + TooLarge + NotImages;

    public static UploadNotice Of(int added, IReadOnlyList<IntakeResult.Rejected> rejected) => new(
        added,
        rejected.Count(file => file.Kind == RejectionKind.Empty),
        rejected.Count(file => file.Kind == RejectionKind.TooLarge),
        rejected.Count(file => file.Kind == RejectionKind.NotAnImage));

    public static UploadNotice? Read(IQueryCollection query)
    {
        var notice = new UploadNotice(Number("added"), Number("empty"), Number("large"), Number("other"));
        return notice.Added + notice.Refused > 0 ? notice : null;

        int Number(string name) =>
            int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 10_000 ? value : 0;
    }

    public string Url()
    {
        (string Name, int Value)[] numbers = [("added", Added), ("empty", Empty), ("large", TooLarge), ("other", NotImages)];
        return $"{Links.Gallery}?{string.Join('&', numbers.Where(number => number.Value > 0).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Name}={number.Value}")))}";
    }
}
