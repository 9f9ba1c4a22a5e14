using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Publishing;
using Vignette.Schema;

namespace Vignette.Pipeline.Tests.Publishing;

/// <summary>The report as it is written, and its description in <c>docs/</c>.</summary>
public sealed class DatasetReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_one_line_and_says_all_that_was_approved()
    {
        Written(Full).ShouldBe(
            """
            {"schema":1,"id":"0123456789abcdef0123456789abcdef","version":7,"name":"猫 \u0026 \u003Cb\u003E.jpg",
            "picture":"0123456789abcdef0123456789abcdef.jpg","media_type":"image/jpeg","size":1234,
            "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","width":3000,"height":4000,"orientation":6,"frames":1,
            "taken_at":"2014-05-04T10:11:12","camera":"Canon EOS","owner":"ann","uploaded_at":"2026-01-31T12:00:00+00:00",
            "caption":"A cat.","caption_origin":"person","caption_model":null,"tags":["cat","sea"],
            "review":"approved","approved_by":"bob","approved_at":"2026-01-31T14:00:00+00:00",
            "boxes":[{"id":"00000000000000000000000000000001","label":"cat","x":0.1,"y":0.25,"width":0.3,"height":0.75,"confidence":0.5,"origin":"model","author":"bob",
            "created_at":"2026-01-31T13:00:00+00:00","changed_at":"2026-01-31T13:30:00+00:00"}]}
            """.ReplaceLineEndings("") + "\n");
    }

    [Fact]
    public async Task It_is_as_the_schema_says_with_little_and_with_much()
    {
        var schema = await SchemaAsync();
        Problems(schema, Written(Full)).ShouldBeEmpty();
        Problems(schema, Written(Bare)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("schema", "2")]
    [InlineData("id", "\"X\"")]
    [InlineData("picture", "\"../x.jpg\"")]
    [InlineData("orientation", "9")]
    [InlineData("review", "\"in_progress\"")]
    [InlineData("caption_origin", "\"someone\"")]
    [InlineData("uploaded_at", "\"yesterday\"")]
    [InlineData("tags", "[1]")]
    [InlineData("boxes", """[{"id":"00000000000000000000000000000001","label":"cat"}]""")]
    [InlineData("more", "1")]
    public async Task The_schema_sees_what_is_wrong(string field, string value)
    {
        var report = JsonNode.Parse(Written(Full))!;
        report[field] = JsonNode.Parse(value);
        Problems(await SchemaAsync(), report.ToJsonString()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_schema_names_every_field_and_wants_it()
    {
        var schema = await SchemaAsync();
        using var report = JsonDocument.Parse(Written(Full));
        Names(report.RootElement).ShouldBe(schema.Properties.Keys, ignoreOrder: true);
        schema.RequiredProperties.ShouldBe(schema.Properties.Keys, ignoreOrder: true);
        var box = schema.Definitions["box"];
        Names(report.RootElement.GetProperty("boxes")[0]).ShouldBe(box.Properties.Keys, ignoreOrder: true);
        box.RequiredProperties.ShouldBe(box.Properties.Keys, ignoreOrder: true);

        static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(field => field.Name);
    }

    private static ImageId Id => ImageId.Parse("0123456789abcdef0123456789abcdef");

    private static DatasetReport Full => DatasetReport.Of(
        Details(
            Image with { Caption = "A cat.", CaptionOrigin = CaptionOrigin.Person },
            ["cat", "sea"],
            [new AnnotatedBox("00000000000000000000000000000001", "cat", new BoundingBox(0.1, 0.25, 0.3, 0.75), 0.5, CaptionOrigin.Model, "bob", Noon.AddHours(1), Noon.AddHours(1.5))]),
        new PictureFacts(ImageFormat.Jpeg, 3000, 4000) { Orientation = 6, TakenAt = new DateTime(2014, 5, 4, 10, 11, 12), Camera = "Canon EOS" },
        1234,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

    private static DatasetReport Bare => DatasetReport.Of(Details(Image, [], []), new PictureFacts(ImageFormat.WebP, 1, 1), 1, new string('0', 64));

    private static ImageRecord Image => new()
    {
        Sequence = 1,
        Id = Id,
        Owner = "ann",
        Visibility = Visibility.Shared,
        FileName = "猫 & <b>.jpg",
        ObjectKey = "any",
        Stored = true,
        ContentType = "image/jpeg",
        Size = 1234,
        UploadedAt = Noon,
        UpdatedAt = Noon,
        Version = 7,
        Review = ReviewState.Approved,
        ReviewedBy = "bob",
        ReviewedAt = Noon.AddHours(2),
        ThumbnailTask = new Schema.TaskStatus(TaskKind.Thumbnail, TaskState.Completed),
        CaptionTask = new Schema.TaskStatus(TaskKind.Caption, TaskState.Completed),
    };

    private static ImageDetails Details(ImageRecord image, IReadOnlyList<string> tags, IReadOnlyList<AnnotatedBox> boxes) => new(image, tags, boxes, [], [], []);

    private static string Written(DatasetReport report) => Encoding.UTF8.GetString(report.ToLine());

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "dataset-report.schema.json"), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Problems(JsonSchema schema, string json) => schema.Validate(json).Select(problem => problem.ToString());
}
