using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Reads images with the state of their tasks.</summary>
internal static class ImageRows
{
    private const string TakenAtFormat = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>The columns that <see cref="Read"/> takes.</summary>
    public const string Columns =
        """
        i.seq, i.id, i.owner, i.file_name, i.object_key, i.object_version, i.stored, i.content_type, i.size, i.sha256,
        i.correlation_id, i.uploaded_at, i.updated_at, i.version, i.width, i.height, i.dominant_color, i.placeholder,
        i.frames, i.taken_at, i.camera, i.caption, i.caption_origin, i.caption_model, i.review, i.reviewed_by, i.reviewed_at,
        i.published_version, i.published_at, i.visibility,
        t.state, t.reason, t.attempts, t.started_at, t.finished_at,
        c.state, c.reason, c.attempts, c.started_at, c.finished_at,
        p.state, p.reason, p.attempts, p.started_at, p.finished_at
        """;

    /// <summary>How many these are.</summary>
    public static int ColumnCount { get; } = Columns.Count(character => character == ',') + 1;

    /// <summary>Joins the tasks to the images <c>i</c>.</summary>
    public const string Tasks =
        """
        LEFT JOIN tasks t ON t.seq = i.seq AND t.task = 0
        LEFT JOIN tasks c ON c.seq = i.seq AND c.task = 1
        LEFT JOIN tasks p ON p.seq = i.seq AND p.task = 2
        """;

    /// <summary>Everything up to a <c>WHERE</c> on the images <c>i</c>.</summary>
    public const string Select = $"SELECT {Columns}\nFROM images i\n{Tasks}";

    public static ImageRecord Read(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = ImageId.Parse(row.GetString(1)),
        Owner = row.GetString(2),
        FileName = row.GetString(3),
        ObjectKey = row.GetString(4),
        ObjectVersion = row.Text(5),
        Stored = row.GetInt64(6) != 0,
        ContentType = row.GetString(7),
        Size = row.GetInt64(8),
        Sha256 = row.Text(9),
        CorrelationId = row.Text(10),
        UploadedAt = UnixTime.At(row.GetInt64(11)),
        UpdatedAt = UnixTime.At(row.GetInt64(12)),
        Version = row.GetInt64(13),
        Picture = ReadPicture(row),
        Caption = row.Text(21),
        CaptionOrigin = (CaptionOrigin?)row.Number(22),
        CaptionModel = row.Text(23),
        Review = (ReviewState)row.GetInt32(24),
        ReviewedBy = row.Text(25),
        ReviewedAt = row.Time(26),
        PublishedVersion = row.GetInt64(27),
        PublishedAt = row.Time(28),
        Visibility = (Visibility)row.GetInt32(29),
        ThumbnailTask = ReadTask(row, TaskKind.Thumbnail, 30),
        CaptionTask = ReadTask(row, TaskKind.Caption, 35),
        PublishTask = ReadTask(row, TaskKind.Publish, 40),
    };

    /// <summary>The key's SHA-256: a unique index cannot hold the key itself on every engine.</summary>
    public static byte[] KeyHash(string objectKey) => SHA256.HashData(Encoding.UTF8.GetBytes(objectKey));

    public static string? TakenAtText(DateTime? takenAt) => takenAt?.ToString(TakenAtFormat, CultureInfo.InvariantCulture);

    public static bool IsTakenAt(string text) => DateTime.TryParseExact(text, TakenAtFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static PictureDetails? ReadPicture(DbDataReader row) => row.IsDBNull(14)
        ? null
        : new PictureDetails(row.GetInt32(14), row.GetInt32(15), row.GetString(16), row.GetString(17))
        {
            Frames = row.GetInt32(18),
            TakenAt = row.Text(19) is { } taken ? DateTime.ParseExact(taken, TakenAtFormat, CultureInfo.InvariantCulture) : null,
            Camera = row.Text(20),
        };

    private static TaskStatus ReadTask(DbDataReader row, TaskKind task, int column) => row.IsDBNull(column)
        ? new TaskStatus(task, TaskState.Pending)
        : new TaskStatus(task, (TaskState)row.GetInt32(column))
        {
            Reason = row.Text(column + 1),
            Attempts = row.GetInt32(column + 2),
            StartedAt = row.Time(column + 3),
            FinishedAt = row.Time(column + 4),
        };
}
