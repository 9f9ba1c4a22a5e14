using Microsoft.AspNetCore.Http;
using Vignette.Pipeline.Captions;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Captions;

public sealed class ChatCaptionerFaultTests : ChatCaptionerTest
{
    [Fact]
    public async Task A_refusal_is_permanent_and_says_why()
    {
        var fault = await PermanentAsync(ChatAnswers.Refusal("I can't\nhelp with that."));

        fault.Message.ShouldBe("The caption model refused the picture: I can't help with that.");
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("content_filter: PROHIBITED_CONTENT")]
    [InlineData("SAFETY")]
    [InlineData("PROHIBITED_CONTENT")]
    [InlineData("IMAGE_SAFETY")]
    public async Task A_safety_filter_is_permanent_with_and_without_a_message(string finishReason)
    {
        (await PermanentAsync(ChatAnswers.Content(null, finishReason))).Message.ShouldBe("The caption model's safety filter refused the picture.");
        (await PermanentAsync(ChatAnswers.NoMessage(finishReason))).Message.ShouldBe("The caption model's safety filter refused the picture.");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("""{ "caption": " ", "tags": [], "objects": [] }""")]
    [InlineData(null)]
    public async Task Nothing_said_is_permanent(string? content) =>
        (await PermanentAsync(ChatAnswers.Content(content))).Message.ShouldBe("The caption model had nothing to say about the picture.");

    [Theory]
    [InlineData("length", "cut off")]
    [InlineData("RECITATION", "RECITATION")]
    [InlineData("tool_calls", "tool_calls")]
    [InlineData("", "early")]
    [InlineData(null, "not a chat completion")]
    public async Task An_early_or_unknown_end_is_transient(string? finishReason, string words) =>
        (await TransientAsync(ChatAnswers.Content(ChatAnswers.Annotation, finishReason))).Message.ShouldContain(words);

    [Theory]
    [InlineData("A cat on a mat.")]
    [InlineData("""{ "caption": "A cat", "tags": ["ca""")]
    [InlineData("""["caption"]""")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "caption": "A cat", "tags": [] }""")]
    [InlineData("""{ "caption": 5, "tags": [], "objects": [] }""")]
    [InlineData("""{ "caption": "A cat", "tags": "cat, mat", "objects": [] }""")]
    [InlineData("""{ "caption": "A cat", "tags": [5], "objects": [] }""")]
    [InlineData("""{ "caption": "A cat", "tags": [], "objects": {} }""")]
    [InlineData("""{ "caption": "A cat", "tags": [], "objects": ["cat"] }""")]
    [InlineData("""{ "caption": "A cat", "tags": [], "objects": [{ "label": "cat" }] }""")]
    [InlineData("""{ "caption": "half a pair: \ud83d", "tags": [], "objects": [] }""")]
    public async Task Content_that_breaks_the_form_is_transient(string content) =>
        (await TransientAsync(ChatAnswers.Content(content))).Message.ShouldBe("The caption model did not keep to the form it was asked for.");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<!doctype html><title>Hello</title>")]
    [InlineData("""{ "choices": "none" }""")]
    [InlineData("""{ "error": { "message": "Overloaded", "code": 529 } }""")]
    [InlineData("""{ "id": "chatcmpl-1", "choices": [{ "finish""")]
    public async Task A_body_that_is_no_chat_completion_is_transient(string body) =>
        (await TransientAsync(ChatAnswers.Body(body))).Message.ShouldBe("The caption endpoint's reply is not a chat completion.");

    [Fact]
    public async Task A_completion_without_choices_is_transient() =>
        (await TransientAsync(ChatAnswers.NoChoices())).Message.ShouldBe("The caption endpoint's reply is not a chat completion.");

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task A_client_error_is_permanent_with_the_provider_s_words_in_any_form(int status)
    {
        (await PermanentAsync(ChatAnswers.GeminiError(status, "API key\nnot valid."))).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain($"HTTP {status}"),
            message => message.ShouldEndWith("): API key not valid."));
        (await PermanentAsync(ChatAnswers.OpenAIError(status, "No such thing."))).Message.ShouldEndWith("): No such thing.");
        (await PermanentAsync(ChatAnswers.Body("""{ "error": "model 'x' not found" }""", status))).Message.ShouldEndWith("): model 'x' not found");
        (await PermanentAsync(ChatAnswers.HtmlError(status))).Message.ShouldEndWith(")");
        (await PermanentAsync(ChatAnswers.Body("", status))).Message.ShouldEndWith(")");
        (await PermanentAsync(ChatAnswers.Body("""[{ "error": { "message": 5, "details": 7 } }]""", status))).Message.ShouldEndWith(")");
    }

    [Theory]
    [InlineData(401, CaptionOptions.ApiKeyVariable)]
    [InlineData(403, CaptionOptions.ApiKeyVariable)]
    [InlineData(404, CaptionOptions.ModelVariable)]
    public async Task What_a_setting_causes_names_the_setting(int status, string variable) =>
        (await PermanentAsync(ChatAnswers.GeminiError(status, "No."))).Message.ShouldContain(variable);

    [Fact]
    public async Task A_redirect_is_permanent_and_not_followed()
    {
        await PermanentAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        Endpoint.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Long_words_of_a_provider_are_cut() =>
        (await PermanentAsync(ChatAnswers.OpenAIError(400, new string('x', 10_000)))).Message.Length.ShouldBeLessThan(400);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_key_that_the_server_repeats_goes_nowhere(int status)
    {
        var fault = await FaultAsync<Exception>(ChatAnswers.EchoOfTheKey(status));

        fault.Message.ShouldContain("Bearer [key]");
        fault.ToString().ShouldNotContain(Key);
        Logged.ShouldAllBe(line => !line.Contains(Key));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task A_server_error_or_rate_limit_is_transient_and_not_repeated_here(int status)
    {
        var fault = await TransientAsync(ChatAnswers.GeminiError(status, "The model is overloaded."));
        await TransientAsync(ChatAnswers.OpenAIError(status, "Slow down."));
        await TransientAsync(ChatAnswers.HtmlError(status));

        fault.Message.ShouldEndWith(": The model is overloaded.");
        fault.RetryAfter.ShouldBeNull();
        Endpoint.Calls.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("7", null, 7.0)]
    [InlineData("0", null, 0.0)]
    [InlineData("Fri, 02 Jan 2026 03:04:35 GMT", null, 30.0)]
    [InlineData("Fri, 02 Jan 2026 03:00:00 GMT", null, 0.0)]
    [InlineData("999999999", null, 86_400.0)]
    [InlineData(null, "12s", 12.0)]
    [InlineData(null, "0.5s", 0.5)]
    [InlineData(null, "99999999999999999999s", 86_400.0)]
    [InlineData("7", "12s", 12.0)]
    [InlineData("17", "12s", 17.0)]
    [InlineData("soon", null, null)]
    [InlineData("-5", null, null)]
    [InlineData(null, "soon", null)]
    [InlineData(null, "-3s", null)]
    public async Task The_wait_asked_for_by_header_or_body_is_passed_on(string? header, string? inBody, double? seconds)
    {
        var fault = await TransientAsync(ChatAnswers.GeminiError(429, "Quota exceeded.", inBody, header));

        fault.RetryAfter.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task A_reply_of_ten_megabytes_is_transient() =>
        (await TransientAsync(ChatAnswers.Huge(10 << 20))).Message.ShouldContain("too long");

    [Fact]
    public async Task A_dropped_connection_is_transient_before_and_within_the_reply()
    {
        (await TransientAsync(ChatAnswers.Drop())).Message.ShouldContain("the connection broke");
        (await TransientAsync(ChatAnswers.DropHalfWay())).Message.ShouldContain("the connection broke");
    }

    [Fact]
    public async Task A_refused_connection_is_transient()
    {
        var gone = await FakeChatEndpoint.StartAsync();
        await gone.DisposeAsync();

        var fault = await Should.ThrowAsync<TransientFault>(() => CaptionAsync(Options((CaptionOptions.EndpointVariable, gone.Address.ToString())), Cancelled));

        fault.Message.ShouldBe("The caption model could not be reached: no connection.");
    }

    [Fact]
    public async Task A_failed_tls_handshake_is_transient()
    {
        var noTls = new UriBuilder(Endpoint.Address) { Scheme = "https" }.ToString();

        var fault = await Should.ThrowAsync<TransientFault>(() => CaptionAsync(Options((CaptionOptions.EndpointVariable, noTls)), Cancelled));

        fault.Message.ShouldBe("The caption model could not be reached: no secure connection.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_is_transient_after_sixty_seconds_in_all(bool afterHalfTheReply)
    {
        Endpoint.Next(ChatAnswers.Hang(afterHalfTheReply));
        var caption = CaptionAsync();
        await Endpoint.CallAsync(Cancelled);

        Time.Advance(TimeSpan.FromSeconds(59.9));
        caption.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromSeconds(0.1));

        (await Should.ThrowAsync<TransientFault>(() => caption)).Message.ShouldBe("The caption model did not reply within 60 seconds.");
    }

    [Fact]
    public async Task A_slow_reply_within_the_bound_is_fine()
    {
        var gate = new TaskCompletionSource();
        Endpoint.Next(ChatAnswers.When(gate.Task));
        var caption = CaptionAsync();
        await Endpoint.CallAsync(Cancelled);

        Time.Advance(TimeSpan.FromSeconds(59));
        gate.SetResult();

        (await caption).Tags.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_host_that_stops_is_no_fault()
    {
        Endpoint.Next(ChatAnswers.Hang());
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var caption = CaptionAsync(Options((CaptionOptions.EndpointVariable, Endpoint.Address.ToString())), stopping.Token);
        await Endpoint.CallAsync(Cancelled);

        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => caption);
    }

    private Task<PermanentFault> PermanentAsync(RequestDelegate answer) => FaultAsync<PermanentFault>(answer);

    private Task<TransientFault> TransientAsync(RequestDelegate answer) => FaultAsync<TransientFault>(answer);

    private Task<T> FaultAsync<T>(RequestDelegate answer)
        where T : Exception
    {
        Endpoint.Next(answer);
        return Should.ThrowAsync<T>(() => CaptionAsync());
    }
}
