using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Vignette.Cli.Doctor;
using Vignette.Cli.Doctor.Checks;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Doctor;

public sealed class ModelCheckTests : IAsyncLifetime
{
    private const string Key = "a-very-secret-key";

    private FakeChatEndpoint _model = null!;

    public async ValueTask InitializeAsync() => _model = await FakeChatEndpoint.StartAsync();

    public async ValueTask DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task A_model_that_describes_a_picture_is_well()
    {
        (await LookAsync(model: "gemini-3.5-flash")).ToString().ShouldBe($"ok       Caption model: {ChatAnswers.Model} describes a picture.");
        var call = _model.Calls.ShouldHaveSingleItem();
        call.Authorization.ShouldBe($"Bearer {Key}");
        call.Body.GetProperty("model").GetString().ShouldBe("gemini-3.5-flash");
        var picture = call.Body.GetProperty("messages")[0].GetProperty("content")[1].GetProperty("image_url").GetProperty("url").GetString()!;
        picture.ShouldStartWith("data:image/jpeg;base64,/9j/");
        picture.Length.ShouldBeLessThan(1000);
    }

    public static TheoryData<string, RequestDelegate> Failures => new()
    {
        { "wrong key", ChatAnswers.GeminiError(400, "API key not valid. Please pass a valid API key.") },
        { "no such model", ChatAnswers.OpenAIError(404, "models/gemini-0 is not found") },
        { "used up", ChatAnswers.GeminiError(429, "Quota exceeded.", retryAfter: "7") },
        { "a proxy", ChatAnswers.HtmlError(502) },
        { "an echo", ChatAnswers.EchoOfTheKey(401) },
        { "a dropped line", ChatAnswers.Drop() },
        { "a refusal", ChatAnswers.Refusal("I would rather not.") },
        { "no form", ChatAnswers.Content("It is grey.") },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task One_that_does_not_is_a_problem_that_says_why_without_the_key(string what, RequestDelegate answer)
    {
        _model.Next(answer);
        var finding = await LookAsync();
        finding.Outcome.ShouldBe(Outcome.Problem, what);
        finding.ToString().ShouldNotContain(Key);
        finding.ToString().ShouldNotContain("\n");
        finding.Message.Length.ShouldBeGreaterThan(10);
        finding.Mend!.ShouldContain("GEMINI_API_KEY");
    }

    [Fact]
    public async Task One_that_hangs_is_waited_for_only_so_long()
    {
        _model.Next(ChatAnswers.Hang());
        var findings = await new Checkup(TimeSpan.FromMilliseconds(300), TimeProvider.System).LookAsync([Check(Key, null)], TestContext.Current.CancellationToken);
        findings.ShouldHaveSingleItem().ToString().ShouldStartWith("problem  Caption model: No answer within 0.3 seconds. ");
    }

    [Fact]
    public async Task Without_a_key_captions_are_offline_or_the_stack_has_it()
    {
        var environment = new ConfigurationBuilder().Build();
        (await new ModelCheck(environment, null, required: false).LookAsync(CancellationToken.None)).ToString().ShouldStartWith("ok       Caption model: Captions are made offline");
        (await new ModelCheck(environment, "gemini-3.5-flash", required: true).LookAsync(CancellationToken.None)).ToString().ShouldStartWith("skipped  Caption model: The stack has the key");
        _model.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_is_none_is_a_problem_and_not_shown()
    {
        var finding = await LookAsync("a key with spaces");
        finding.ToString().ShouldBe("problem  Caption model: GEMINI_API_KEY has a character that no key has: a space, a control character or one beyond ASCII. Correct these variables.");
        _model.Calls.ShouldBeEmpty();
    }

    private Task<Finding> LookAsync(string key = Key, string? model = null) => Check(key, model).LookAsync(TestContext.Current.CancellationToken);

    private ModelCheck Check(string key, string? model) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("GEMINI_API_KEY", key), new("CAPTION_ENDPOINT", _model.Address.ToString())]).Build(), model, required: true);
}
