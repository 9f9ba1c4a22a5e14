using System.Globalization;
using Vignette.Schema;

namespace Vignette.Gallery.Pages;

/// <summary>Puts values into words for a person.</summary>
internal static class Show
{
    /// <summary>Bytes, in the unit that suits.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.#} GB"),
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A camera's local time, of which nobody knows the zone.</summary>
    public static string Time(DateTime taken) => taken.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

    public static string Name(TaskKind task) => task switch
    {
        TaskKind.Thumbnail => "Thumbnail",
        TaskKind.Caption => "Caption",
        TaskKind.Publish => "Publication",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    /// <summary>Where it stands on its way into the data set, and since when; null where there is nothing to say.</summary>
    public static (string Text, DateTimeOffset? At)? Publication(ImageRecord image) => image.Publication switch
    {
        PublicationState.None => null,
        PublicationState.Pending => ("Being published…", null),
        PublicationState.Failed => ("Could not be published.", null),
        PublicationState.Published => ("Published", image.PublishedAt),
        PublicationState.Outdated => ("An earlier version is published,", image.PublishedAt),
        _ => throw new ArgumentOutOfRangeException(nameof(image), image.Publication, null),
    };

    /// <summary>What failed and why; both tasks in one where they failed of the same thing.</summary>
    public static IEnumerable<(string What, string? Why)> Failures(ImageRecord image)
    {
        var (thumbnail, caption) = (image.ThumbnailTask, image.CaptionTask);
        var (isThumbnail, isCaption) = (thumbnail.State == TaskState.Failed, caption.State == TaskState.Failed);
        if (isThumbnail && isCaption && thumbnail.Reason == caption.Reason)
        {
            yield return ("Thumbnail and caption failed.", thumbnail.Reason);
            yield break;
        }

        if (isThumbnail)
        {
            yield return ("Thumbnail failed.", thumbnail.Reason);
        }

        if (isCaption)
        {
            yield return ("Caption failed.", caption.Reason);
        }
    }

    /// <summary>As the API and the address say it.</summary>
    public static string Code(TaskState state) => state switch
    {
        TaskState.Pending => "pending",
        TaskState.Processing => "processing",
        TaskState.Completed => "completed",
        TaskState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Name(TaskState state) => state switch
    {
        TaskState.Pending => "Waiting",
        TaskState.Processing => "In progress",
        TaskState.Completed => "Ready",
        TaskState.Failed => "Failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Name(ReviewState state) => state switch
    {
        ReviewState.Unreviewed => "Unreviewed",
        ReviewState.InProgress => "In review",
        ReviewState.Approved => "Approved",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A span of days; null where it has no end.</summary>
    public static string? Days(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, null) => null,
        ({ } first, null) => $"since {Day(first)}",
        (null, { } last) => $"until {Day(last)}",
        ({ } first, { } last) => first == last ? Day(first) : $"{Day(first)} – {Day(last)}",
    };

    public static string Author(CaptionOrigin origin, string? model) => origin switch
    {
        CaptionOrigin.Offline => "Read off the pixels by the program, offline. No model has seen this picture.",
        CaptionOrigin.Model => model is null ? "Written by a model." : $"Written by the model {model}.",
        CaptionOrigin.Person => "Written by a person.",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    /// <summary>What stands for an image where its caption is not there yet.</summary>
    public static string Title(ImageRecord image) => string.IsNullOrWhiteSpace(image.Caption) ? image.FileName : image.Caption;

    /// <summary>The size of a rendition: as large as fits the bounds, never larger than the picture.</summary>
    public static (int Width, int Height) Fit(PictureDetails picture, int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)maxWidth / picture.Width, (double)maxHeight / picture.Height));
        return (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
    }
}
