using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.Lambda;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

public sealed class ThumbnailFunctionTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    [Fact]
    public async Task A_cold_function_makes_the_renditions_of_its_first_batch()
    {
        var arrived = await Cloud.ArriveAsync("good/rocket.jpg");
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        var answer = await function.InvokeAsync(SqsBatch.Of(arrived));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"From the start of the process to the first batch's end: {TimeProvider.System.GetElapsedTime(function.Process.Started, answer.At).TotalMilliseconds:0} ms; peak memory {await function.Process.PeakMemoryAsync() / 1e6:0} MB");

        SqsBatch.Kept(answer).ShouldBeEmpty();
        var image = await ImageAsync();
        image.ThumbnailTask.State.ShouldBe(TaskState.Completed);
        image.Picture.ShouldNotBeNull().Width.ShouldBeGreaterThan(0);
        foreach (var rendition in RenditionNames.All)
        {
            (await Cloud.Renditions.HeadAsync(ObjectKeys.Rendition(image.Id, rendition), Token)).ShouldNotBeNull().Size.ShouldBeGreaterThan(0);
        }

        var line = Logged(function.Process, "completed at try 1").ShouldHaveSingleItem();
        line.GetProperty("Scopes").ToString().ShouldContain("request-1");
        line.GetProperty("Scopes").ToString().ShouldContain(image.Id.ToString());
    }

    [Fact]
    public async Task What_cannot_be_done_fails_alone_and_is_not_asked_for_again()
    {
        string[] batch = [await Cloud.ArriveAsync("good/rocket.jpg"), await Cloud.ArriveAsync("bad/truncated.jpg"), "not JSON", await Cloud.ArriveAsync("good/coffee.png")];
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(batch)).ShouldBeEmpty();

        var images = await ImagesAsync();
        images.Count.ShouldBe(3);
        var failed = images.Where(image => image.ThumbnailTask.State != TaskState.Completed).ShouldHaveSingleItem();
        failed.FileName.ShouldBe("truncated.jpg");
        failed.ThumbnailTask.State.ShouldBe(TaskState.Failed);
        failed.ThumbnailTask.Reason.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_message_that_comes_twice_does_no_work_twice()
    {
        var arrived = await Cloud.ArriveAsync("good/rocket.jpg");
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.DeliverAsync(arrived, arrived)).ShouldBeEmpty();
        (await function.DeliverAsync(arrived)).ShouldBeEmpty();

        (await ImageAsync()).ThumbnailTask.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task With_too_little_time_left_no_message_is_begun()
    {
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        var batch = SqsBatch.Of(await Cloud.ArriveAsync("good/rocket.jpg"), await Cloud.ArriveAsync("good/coffee.png"));
        SqsBatch.Kept(await function.InvokeAsync(batch, TimeSpan.FromSeconds(7))).ShouldBe(["m0", "m1"], ignoreOrder: true);
        Logged(function.Process, "was not begun").Count.ShouldBe(2);
        (await ImagesAsync()).ShouldBeEmpty();

        SqsBatch.Kept(await function.InvokeAsync(batch)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_batch_is_answered_all_the_same()
    {
        string[] payloads =
        [
            """{}""",
            """{"Records":null}""",
            """{"Records":[]}""",
            """{"Records":[{}]}""",
            """{"Records":[{"messageId":"m0","body":null,"attributes":null}]}""",
            """{"Records":[{"messageId":"m0","body":"{}","attributes":{"ApproximateReceiveCount":"many"}}]}""",
        ];
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        foreach (var payload in payloads)
        {
            SqsBatch.Kept(await function.InvokeAsync(payload)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_is_not_JSON_is_an_error_and_the_function_goes_on()
    {
        var function = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await function.InvokeAsync("{")).IsError.ShouldBeTrue();
        (await function.DeliverAsync(await Cloud.ArriveAsync("good/rocket.jpg"))).ShouldBeEmpty();
    }
}
