using System.Text.Json;
using Vignette.Pipeline.Captions;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Captions;

public sealed class ChatCaptionerTests : ChatCaptionerTest
{
    [Fact]
    public async Task A_right_reply_gives_caption_tags_and_objects()
    {
        var result = await CaptionAsync();

        result.Caption.ShouldBe("A red rocket stands on a launch pad.");
        result.Tags.ShouldBe(["rocket", "launch pad", "sky"]);
        result.Objects.ShouldBe([new DetectedObject("rocket", 0.97, new BoundingBox(0.25, 0.1, 0.25, 0.8))]);
        result.Origin.ShouldBe(CaptionOrigin.Model);
        result.Model.ShouldBe(ChatAnswers.Model);
        Logged.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_request_carries_the_model_the_key_the_picture_and_the_strict_schema_and_nothing_else()
    {
        await CaptionAsync();

        var call = Endpoint.Calls.ShouldHaveSingleItem();
        call.Method.ShouldBe("POST");
        call.Path.ShouldBe("/v1/chat/completions");
        call.Authorization.ShouldBe($"Bearer {Key}");
        call.Model.ShouldBe(CaptionOptions.DefaultModel);
        call.Jpeg().ShouldBe(Jpeg);
        call.Body.EnumerateObject().Select(property => property.Name).ShouldBe(["messages", "model", "response_format"], ignoreOrder: true);
        var format = call.Body.GetProperty("response_format");
        format.GetProperty("type").GetString().ShouldBe("json_schema");
        var schema = format.GetProperty("json_schema");
        schema.GetProperty("strict").GetBoolean().ShouldBeTrue();
        schema.GetProperty("schema").GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["caption", "tags", "objects"]);
    }

    [Fact]
    public async Task Model_and_prompt_are_settings_and_the_prompt_comes_after_the_instruction()
    {
        await CaptionAsync(
            Options(
                (CaptionOptions.EndpointVariable, Endpoint.Address.ToString()),
                (CaptionOptions.ModelVariable, "llava:13b"),
                (CaptionOptions.PromptVariable, "Write in German.")),
            Cancelled);

        var call = Endpoint.Calls.ShouldHaveSingleItem();
        call.Model.ShouldBe("llava:13b");
        call.Prompt.ShouldStartWith("Describe this picture");
        call.Prompt.ShouldEndWith("\nWrite in German.");
    }

    [Fact]
    public async Task Without_a_key_no_authorization_is_sent()
    {
        await CaptionAsync(Options((CaptionOptions.EndpointVariable, Endpoint.Address.ToString())), Cancelled);

        Endpoint.Calls.ShouldHaveSingleItem().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task An_endpoint_may_be_written_without_its_last_slash()
    {
        await CaptionAsync(Options((CaptionOptions.EndpointVariable, Endpoint.Address.ToString().TrimEnd('/'))), Cancelled);

        Endpoint.Calls.ShouldHaveSingleItem().Path.ShouldBe("/v1/chat/completions");
    }

    [Fact]
    public async Task The_requested_model_is_named_where_the_endpoint_names_none()
    {
        Endpoint.Next(ChatAnswers.Content(ChatAnswers.Annotation, model: null));

        (await CaptionAsync()).Model.ShouldBe(CaptionOptions.DefaultModel);
    }

    [Fact]
    public async Task A_reply_of_another_content_type_is_read_all_the_same()
    {
        Endpoint.Next(ChatAnswers.RightAs("text/plain"));

        (await CaptionAsync()).Tags.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Tags_are_trimmed_lower_cased_distinct_and_at_most_twenty()
    {
        string[] tags = ["  Red\tRocket ", "red rocket", "", "\u0000", new string('x', 100), .. Enumerable.Range(1, 30).Select(number => $"Tag {number}")];
        Answer(tags: tags);

        var result = await CaptionAsync();

        result.Tags.ShouldBe(["red rocket", new string('x', AnnotationEdit.MaxTagLength), .. Enumerable.Range(1, 18).Select(number => $"tag {number}")]);
    }

    [Theory]
    [InlineData(" A cat\r\n\r\non a\tmat. ", "A cat on a mat.")]
    [InlineData("bell\u0007 null\u0000 escape\u001b[31m next\u0085line", "bell null escape [31m next line")]
    [InlineData("gnp.\u202eexe\u202c", "gnp.exe")]
    [InlineData("👩‍👩‍👧 <b>bold</b> & \"quoted\"", "👩‍👩‍👧 <b>bold</b> & \"quoted\"")]
    public async Task Text_becomes_one_line_without_control_characters_and_keeps_the_rest(string said, string stored)
    {
        Answer(caption: said);

        (await CaptionAsync()).Caption.ShouldBe(stored);
    }

    [Fact]
    public async Task A_long_caption_is_cut_between_characters()
    {
        Answer(caption: "a" + string.Concat(Enumerable.Repeat("🚀", AnnotationEdit.MaxCaptionLength)));

        var caption = (await CaptionAsync()).Caption;

        caption.Length.ShouldBe(AnnotationEdit.MaxCaptionLength - 1);
        caption.ShouldEndWith("🚀");
    }

    [Theory]
    [InlineData("[0, 0, 1000, 1000]", 0, 0, 1, 1)]
    [InlineData("[100.5, 200, 300.5, 400]", 0.2, 0.1005, 0.2, 0.2)]
    [InlineData("[-20, 900, 500, 1040]", 0.9, 0, 0.1, 0.5)]
    public async Task A_box_in_thousandths_becomes_fractions_and_ends_at_the_edge(string box, double x, double y, double width, double height)
    {
        Answer(objects: $$"""[{ "label": "thing", "confidence": 0.5, "box_2d": {{box}} }]""");

        var found = (await CaptionAsync()).Objects.ShouldHaveSingleItem().Box;

        found.X.ShouldBe(x, 1e-9);
        found.Y.ShouldBe(y, 1e-9);
        found.Width.ShouldBe(width, 1e-9);
        found.Height.ShouldBe(height, 1e-9);
    }

    [Theory]
    [InlineData("[500, 100, 400, 200]")]
    [InlineData("[100, 500, 200, 400]")]
    [InlineData("[100, 100, 100, 200]")]
    [InlineData("[0.1, 0.1, 0.9, 0.9]")]
    [InlineData("[100, 100, 1400, 1900]")]
    [InlineData("[-500, 100, 200, 200]")]
    [InlineData("[1010, 1010, 1040, 1040]")]
    [InlineData("[100, 100, 200]")]
    [InlineData("[100, 100, 200, 200, 300]")]
    [InlineData("[\"NaN\", 100, 200, 200]")]
    [InlineData("[1e999, 100, 200, 200]")]
    [InlineData("[null, 100, 200, 200]")]
    [InlineData("\"100 100 200 200\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_box_that_makes_no_sense_is_dropped_with_its_object_and_counted(string box)
    {
        Answer(objects:
            $$"""
            [
              { "label": "nonsense", "confidence": 0.5, "box_2d": {{box}} },
              { "label": "sense", "confidence": 0.5, "box_2d": [0, 0, 10, 10] }
            ]
            """);

        (await CaptionAsync()).Objects.ShouldHaveSingleItem().Label.ShouldBe("sense");
        Logged.ShouldHaveSingleItem().ShouldContain("named 1 objects without");
    }

    [Fact]
    public async Task Labels_are_cut_and_an_empty_one_drops_its_object()
    {
        Answer(objects:
            $$"""
            [
              { "label": "{{new string('x', 100)}}", "confidence": 0.5, "box_2d": [0, 0, 10, 10] },
              { "label": " \u0000 ", "confidence": 0.5, "box_2d": [0, 0, 10, 10] }
            ]
            """);

        (await CaptionAsync()).Objects.ShouldHaveSingleItem().Label.ShouldBe(new string('x', 64));
    }

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("1", 1.0)]
    [InlineData("1.2", null)]
    [InlineData("-0.1", null)]
    [InlineData("\"high\"", null)]
    [InlineData("null", null)]
    public async Task A_confidence_outside_its_range_counts_as_none(string said, double? stored)
    {
        Answer(objects: $$"""[{ "label": "thing", "confidence": {{said}}, "box_2d": [0, 0, 10, 10] }]""");

        (await CaptionAsync()).Objects.ShouldHaveSingleItem().Confidence.ShouldBe(stored);
    }

    [Fact]
    public async Task At_most_twenty_objects_are_kept()
    {
        Answer(objects: "[" + string.Join(',', Enumerable.Range(1, 30).Select(number => $$"""{ "label": "thing {{number}}", "confidence": 1, "box_2d": [0, 0, 10, 10] }""")) + "]");

        var objects = (await CaptionAsync()).Objects;

        objects.Select(found => found.Label).ShouldBe(Enumerable.Range(1, 20).Select(number => $"thing {number}"));
    }

    [Fact]
    public async Task A_picture_without_objects_or_tags_is_fine()
    {
        Answer(caption: "Fog.", tags: []);

        var result = await CaptionAsync();

        result.Tags.ShouldBeEmpty();
        result.Objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_would_travel_unencrypted_is_warned_of_without_being_named()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => CaptionAsync(
            Options((CaptionOptions.EndpointVariable, "http://models.example/v1"), (CaptionOptions.ApiKeyVariable, Key)),
            new CancellationToken(canceled: true)));

        var warning = Logged.ShouldHaveSingleItem();
        warning.ShouldStartWith("Warning");
        warning.ShouldNotContain(Key);
    }

    private void Answer(string caption = "A picture.", string[]? tags = null, string objects = "[]") =>
        Endpoint.Next(ChatAnswers.Content($$"""{ "caption": {{JsonSerializer.Serialize(caption)}}, "tags": {{JsonSerializer.Serialize(tags ?? ["tag"])}}, "objects": {{objects}} }"""));
}
