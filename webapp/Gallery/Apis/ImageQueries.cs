using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Pages;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>Reads what to list out of an address, and writes it into one.</summary>
internal static class ImageQueries
{
    public const int MaxTextLength = 200;

    public const int MaxOwnerLength = 255;

    public const string NoPage = "This is not the address of a page: the list begins without a cursor, and every page names the next.";

    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Reads it, or says what is allowed.</summary>
    /// <param name="limit">Null: as many as a page has.</param>
    /// <param name="cursor">Null: from the beginning.</param>
    public static bool TryRead(
        ListParameters parameters,
        string? limit,
        string? cursor,
        [NotNullWhen(true)] out ImageQuery? query,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        query = null;
        var reader = new ParameterReader();
        var read = new ImageQuery
        {
            Text = reader.Text("q", parameters.Text, MaxTextLength),
            Tag = reader.Text("tag", parameters.Tag, AnnotationEdit.MaxTagLength),
            Label = reader.Text("label", parameters.Label, AnnotationEdit.MaxLabelLength),
            Status = reader.OneOf("status", parameters.Status, StatusOf, "pending, processing, completed and failed"),
            Review = reader.OneOf("review", parameters.Review, ReviewStates.Parse, "unreviewed, in_progress and approved"),
            TakenFrom = reader.Day("taken_from", parameters.TakenFrom),
            TakenTo = reader.Day("taken_to", parameters.TakenTo),
            UploadedFrom = reader.Day("uploaded_from", parameters.UploadedFrom),
            UploadedTo = reader.Day("uploaded_to", parameters.UploadedTo),
            Owner = reader.Text("owner", parameters.Owner, MaxOwnerLength),
            Sort = reader.OneOf("sort", parameters.Sort, ImageSorts.Parse, "newest, oldest, taken_newest, taken_oldest and name") ?? ImageSort.Newest,
            Limit = reader.Number("limit", limit, 1, ImageQuery.MaxLimit) ?? ImageQuery.DefaultLimit,
        };
        reader.Refuse(read.TakenFrom > read.TakenTo, "taken_from is not later than taken_to.");
        reader.Refuse(read.UploadedFrom > read.UploadedTo, "uploaded_from is not later than uploaded_to.");
        if (reader.Problem is null && !string.IsNullOrEmpty(cursor))
        {
            reader.Refuse(!ImageCursor.TryParse(cursor, out var after), NoPage);
            reader.Refuse(after is not null && !read.HasPlace(after), "This page is of a list in another order: begin that list without a cursor.");
            read = read with { After = after };
        }

        refusal = reader.Problem is { } problem ? new Refusal(StatusCodes.Status400BadRequest, problem) : null;
        query = refusal is null ? read : null;
        return query is not null;
    }

    /// <summary>The parameters that say the same, without limit and cursor.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(ImageQuery query)
    {
        (string Name, string? Value)[] parameters =
        [
            ("q", query.Text), ("tag", query.Tag), ("label", query.Label), ("status", query.Status is { } status ? Show.Code(status) : null), ("review", query.Review?.Code()),
            ("taken_from", Day(query.TakenFrom)), ("taken_to", Day(query.TakenTo)), ("uploaded_from", Day(query.UploadedFrom)), ("uploaded_to", Day(query.UploadedTo)),
            ("owner", query.Owner), ("sort", query.Sort == ImageSort.Newest ? null : query.Sort.Code()),
        ];
        return from parameter in parameters where parameter.Value is not null select KeyValuePair.Create(parameter.Name, parameter.Value!);
    }

    /// <summary><c>?…</c> of these parameters, or nothing where there are none.</summary>
    public static string Address(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var text = string.Join('&', parameters.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        return text.Length > 0 ? $"?{text}" : "";
    }

    /// <summary>As addresses have a day.</summary>
    public static string? Day(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static bool TryReadDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static TaskState? StatusOf(string text) => Enum.GetValues<TaskState>().Select(state => (TaskState?)state).FirstOrDefault(state => Show.Code(state!.Value) == text);
}
