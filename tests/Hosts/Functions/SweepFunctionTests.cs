using Vignette.Hosts.Tests.Rig;
using Vignette.Pipeline.Hosting;
using Vignette.Schema;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Hosts.Tests.Functions;

public sealed class SweepFunctionTests(MySqlServer database, RadosGateway storage) : CloudTest(database, storage)
{
    private const string Schedule = """{"id":"1","detail-type":"Scheduled Event","source":"aws.events","time":"2026-01-01T00:00:00Z","region":"eu-central-1","resources":[],"detail":{}}""";

    [Fact]
    public async Task What_is_stuck_is_driven_again()
    {
        // The image is known, and one of its tasks never ended.
        var arrived = await Cloud.ArriveAsync("good/rocket.jpg");
        var thumbnail = await Cloud.StartFunctionAsync(FunctionNames.Thumbnail);
        (await thumbnail.DeliverAsync(arrived)).ShouldBeEmpty();
        var sweep = await Cloud.StartFunctionAsync(FunctionNames.Sweep);
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Driven").GetInt32().ShouldBe(0);

        await Cloud.AgeAsync(TimeSpan.FromHours(1));
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Driven").GetInt32().ShouldBe(1);

        // The object was touched and is the same: its event finds the task that is left.
        var caption = await Cloud.StartFunctionAsync(FunctionNames.Caption);
        var image = await ImageAsync();
        (await caption.DeliverAsync(Cloud.Announce((await Cloud.Originals.HeadAsync(image.ObjectKey, Token)).ShouldNotBeNull()))).ShouldBeEmpty();
        (await ImageAsync()).CaptionTask.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task With_no_time_left_it_stops_in_good_order()
    {
        var sweep = await Cloud.StartFunctionAsync(FunctionNames.Sweep);
        var answer = await sweep.InvokeAsync(Schedule, TimeSpan.FromSeconds(1));
        answer.IsError.ShouldBeFalse(answer.Body);
        Logged(sweep.Process, "cut short").ShouldHaveSingleItem();
        (await sweep.InvokeAsync(Schedule)).Json().GetProperty("Skipped").GetInt32().ShouldBe(0);
    }
}
