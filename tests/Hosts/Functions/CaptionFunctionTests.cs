using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Hosting;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.Lambda;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

public sealed class CaptionFunctionTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    private static int LastTry => EventRoute.Defaults("any", "other").Single(route => route.Task == TaskKind.Caption).MaxAttempts;

    [Fact]
    public async Task The_models_words_become_the_caption()
    {
        var function = await Cloud.StartFunctionAsync(FunctionNames.Caption);
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"))).ShouldBeEmpty();

        var image = await ImageAsync();
        image.CaptionTask.State.ShouldBe(TaskState.Completed);
        image.Caption.ShouldBe("A red rocket stands on a launch pad.");
        image.CaptionModel.ShouldBe(ChatAnswers.Model);
    }

    [Fact]
    public async Task A_batch_waits_for_the_model_all_at_once()
    {
        var gate = new TaskCompletionSource();
        Cloud.Model.Next(ChatAnswers.When(gate.Task), ChatAnswers.When(gate.Task), ChatAnswers.When(gate.Task));
        var function = await Cloud.StartFunctionAsync(FunctionNames.Caption);
        var delivered = function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"), await Cloud.ArriveAsync("good/coffee.png"), await Cloud.ArriveAsync("good/chelsea.png"));
        for (var i = 0; i < 3; i++)
        {
            await Cloud.Model.CallAsync(Token);
        }

        gate.SetResult();
        (await delivered).ShouldBeEmpty();
        (await ImagesAsync()).ShouldAllBe(image => image.CaptionTask.State == TaskState.Completed);
    }

    public static TheoryData<string> Troubles => ["429", "429 with Retry-After", "500", "503 of a proxy", "broken JSON", "dropped", "dropped half-way"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_model_in_trouble_is_asked_again_and_its_neighbours_are_not_held_up(string trouble)
    {
        var answer = trouble switch
        {
            "429" => ChatAnswers.GeminiError(429, "Quota exceeded."),
            "429 with Retry-After" => ChatAnswers.GeminiError(429, "Quota exceeded.", retryAfter: "30"),
            "500" => ChatAnswers.OpenAIError(500, "Internal"),
            "503 of a proxy" => ChatAnswers.HtmlError(503),
            "broken JSON" => ChatAnswers.Content("{\"caption\": \"A"),
            "dropped" => ChatAnswers.Drop(),
            _ => ChatAnswers.DropHalfWay(),
        };
        var arrived = await Cloud.ArriveAsync("good/rocket.jpg");
        var function = await Cloud.StartFunctionAsync(FunctionNames.Caption);
        Cloud.Model.Next([.. Enumerable.Repeat(answer, 10)]);
        (await function.DeliverAsync([new SqsMessage("m0", arrived, 1)])).ShouldBe(["m0"]);
        var waiting = await ImageAsync();
        waiting.CaptionTask.State.ShouldBe(TaskState.Pending);
        waiting.Caption.ShouldBeNull();

        Cloud.Model.Next();
        (await function.DeliverAsync([new SqsMessage("m0", arrived, LastTry)])).ShouldBe(["m0"]);
        var failed = await ImageAsync();
        failed.CaptionTask.State.ShouldBe(TaskState.Failed);
        failed.CaptionTask.Reason.ShouldNotBeNullOrWhiteSpace();
        failed.Caption.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        Cloud.Model.Next(ChatAnswers.Refusal("I cannot describe this."));
        var function = await Cloud.StartFunctionAsync(FunctionNames.Caption);
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"))).ShouldBeEmpty();
        (await ImageAsync()).CaptionTask.State.ShouldBe(TaskState.Failed);
    }

    [Fact]
    public async Task What_is_not_done_in_time_is_handed_back_before_Lambda_ends_the_process()
    {
        Cloud.Model.Next(ChatAnswers.Hang());
        var arrived = await Cloud.ArriveAsync("good/rocket.jpg");
        var function = await Cloud.StartFunctionAsync(FunctionNames.Caption);

        // Started before, so that the time goes to the work.
        (await function.DeliverAsync("nothing to do")).ShouldBeEmpty();
        SqsBatch.Kept(await function.InvokeAsync(SqsBatch.Of(arrived), TimeSpan.FromSeconds(9))).ShouldBe(["m0"]);
        (await ImageAsync()).CaptionTask.State.ShouldBe(TaskState.Pending);

        (await function.DeliverAsync(arrived)).ShouldBeEmpty();
        (await ImageAsync()).CaptionTask.State.ShouldBe(TaskState.Completed);
    }
}
