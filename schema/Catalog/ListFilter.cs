using System.Globalization;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>What a list is narrowed to, beside its words.</summary>
internal static class ListFilter
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The conditions, what narrows most first, as far as one can tell without counting.</summary>
    public static IReadOnlyList<ListCondition> Of(ImageQuery query, Viewer viewer, SqlDialect dialect)
    {
        var conditions = new List<ListCondition>();
        var isUnfinished = query.Status is { } state && state != TaskState.Completed;
        if (isUnfinished)
        {
            AddStatus();
        }

        if (Key(query.Label) is { } label)
        {
            SqlValue value = ("@label", label);
            conditions.Add(new(
                "(SELECT COUNT(*) FROM image_labels o WHERE o.seq = i.seq AND o.label_key = @label) > 0",
                [value],
                SearchMarks.Label(label),
                ListSource.Of(dialect, "image_labels", "image_labels_label", "label_key", value)));
        }

        if (Key(query.Tag) is { } tag)
        {
            SqlValue value = ("@tag", tag);
            conditions.Add(new(
                "(SELECT COUNT(*) FROM image_tags o WHERE o.seq = i.seq AND o.tag_key = @tag) > 0",
                [value],
                SearchMarks.Tag(tag),
                ListSource.Of(dialect, "image_tags", "image_tags_tag", "tag_key", value)));
        }

        if (query.TakenFrom is not null || query.TakenTo is not null)
        {
            AddRange("taken_at", ListOrder.ByTaken, "@takenFrom", query.TakenFrom, "@takenTo", query.TakenTo, day => day.ToString(DayFormat, CultureInfo.InvariantCulture));
        }

        if (query.Review is { } review)
        {
            AddColumn("review", "images_review", ("@review", (int)review), SearchMarks.Review(review));
        }

        if (query.UploadedFrom is not null || query.UploadedTo is not null)
        {
            AddRange(
                "uploaded_at", ListOrder.ByUpload, "@uploadedFrom", query.UploadedFrom, "@uploadedTo", query.UploadedTo,
                day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds());
        }

        if (!string.IsNullOrWhiteSpace(query.Owner))
        {
            AddColumn("owner", "images_owner", ("@owner", query.Owner), SearchMarks.Owner(query.Owner));
        }

        if (!isUnfinished)
        {
            AddStatus();
        }

        if (viewer.ListCondition(dialect) is { } shown)
        {
            conditions.Add(shown);
        }

        return conditions;

        void AddStatus()
        {
            if (query.Status is { } status)
            {
                AddColumn("status", "images_status", ("@status", (int)status), SearchMarks.Status(status));
            }
        }

        void AddColumn(string column, string index, SqlValue value, string mark)
        {
            var condition = $"i.{column} = {value.Name}";
            conditions.Add(new(condition, [value], mark, ListSource.OfImages(dialect, index, condition, value)));
        }

        void AddRange(string column, string index, string fromName, DateOnly? from, string toName, DateOnly? to, Func<DateOnly, object> valueOf)
        {
            var (parts, values) = (new List<string>(), new List<SqlValue>());
            if (from is { } first)
            {
                parts.Add($"i.{column} >= {fromName}");
                values.Add((fromName, valueOf(first)));
            }

            // Up to the day after, which the calendar's last day has not: nothing is later.
            if (to is { } last && last < DateOnly.MaxValue)
            {
                parts.Add($"i.{column} < {toName}");
                values.Add((toName, valueOf(last.AddDays(1))));
            }

            parts.Add($"i.{column} IS NOT NULL");
            var condition = string.Join(" AND ", parts);
            conditions.Add(new(condition, [.. values], Mark: null, ListSource.OfImages(dialect, index, condition, [.. values])) { IsRange = true });
        }
    }

    private static string? Key(string? text) => string.IsNullOrWhiteSpace(text) ? null : Tag.KeyOf(text);
}
