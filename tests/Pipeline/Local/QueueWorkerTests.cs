using Vignette.Pipeline.Local;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Queue;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Local;

public sealed class QueueWorkerTests : PipelineTest
{
    private QueueWorker Worker => Rig.Hosted<QueueWorker>();

    [Fact]
    public async Task An_upload_wakes_the_workers_and_both_tasks_complete()
    {
        await Worker.StartAsync(Token);
        var id = await Rig.UploadAsync();

        await Eventually.BeAsync(async () => (await Rig.FindAsync(id)).OverallStatus == TaskState.Completed);
        await Eventually.BeAsync(async () => await MessagesAsync() == 0);
        await Worker.StopAsync(Token);
    }

    [Fact]
    public async Task What_waited_before_the_start_is_done_after_it()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await Rig.UploadAsync());
        }

        await Worker.StartAsync(Token);
        foreach (var id in ids)
        {
            await Eventually.BeAsync(async () => (await Rig.FindAsync(id)).OverallStatus == TaskState.Completed);
        }

        await Worker.StopAsync(Token);
        Rig.Captioner.Calls.ShouldBe(5);
    }

    [Fact]
    public async Task A_message_that_is_to_be_tried_again_is_when_its_time_has_come()
    {
        Rig.Captioner.During = (call, _) => call == 1 ? throw new TransientFault("Busy.", TimeSpan.FromMinutes(3)) : Task.CompletedTask;
        await Worker.StartAsync(Token);
        var id = await Rig.UploadAsync();
        await Eventually.BeAsync(async () => (await Rig.FindAsync(id)).CaptionTask.Reason == "Busy.");
        await Eventually.BeAsync(async () => (await Rig.Queue.DepthsAsync(Token)).TryGetValue("caption", out var depth) && depth.Waiting == 1);

        Rig.Clock.Advance(TimeSpan.FromMinutes(2));
        Rig.Captioner.Calls.ShouldBe(1);
        await Eventually.BeAsync(async () =>
        {
            Rig.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await Rig.FindAsync(id)).CaptionTask.State == TaskState.Completed;
        });
        await Worker.StopAsync(Token);
        Rig.Captioner.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task After_its_last_try_a_message_is_a_dead_letter()
    {
        Rig.Captioner.During = (_, _) => throw new TransientFault("Busy.");
        await Worker.StartAsync(Token);
        var id = await Rig.UploadAsync();

        await Eventually.BeAsync(async () =>
        {
            // Time passes only while nothing is worked on, or leases would end in the middle of it.
            if ((await Rig.Queue.DepthsAsync(Token)).Values.All(depth => depth.InFlight == 0))
            {
                Rig.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            return (await Rig.Queue.DeadLettersAsync(10, Token)).Count == 1;
        });
        await Worker.StopAsync(Token);

        var letter = (await Rig.Queue.DeadLettersAsync(10, Token)).ShouldHaveSingleItem();
        letter.Queue.ShouldBe("caption");
        letter.Reason.ShouldBe("Busy.");
        letter.ReceiveCount.ShouldBe(10);
        var image = await Rig.FindAsync(id);
        image.CaptionTask.State.ShouldBe(TaskState.Failed);
        image.ThumbnailTask.State.ShouldBe(TaskState.Completed);
        Rig.Captioner.Calls.ShouldBe(10);
    }

    [Fact]
    public async Task A_message_that_killed_every_process_that_took_it_ends_as_a_dead_letter_without_another_try()
    {
        var id = await Rig.UploadAsync();
        for (var death = 0; death < 10; death++)
        {
            (await Rig.Queue.ReceiveAsync("thumbnail", 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
            await Rig.Hosted<LocalRecovery>().StartAsync(Token);
        }

        await Worker.StartAsync(Token);
        await Eventually.BeAsync(async () => (await Rig.Queue.DeadLettersAsync(10, Token)).Count == 1);
        await Worker.StopAsync(Token);

        var task = (await Rig.FindAsync(id)).ThumbnailTask;
        task.State.ShouldBe(TaskState.Failed);
        task.Reason.ShouldNotBeNull().ShouldContain("10 tries");
    }

    [Fact]
    public async Task What_is_no_event_is_removed()
    {
        await Rig.Queue.SendAsync(["thumbnail"], "not an event", "1", Token);
        await Worker.StartAsync(Token);
        await Eventually.BeAsync(async () => await MessagesAsync() == 0);
        await Worker.StopAsync(Token);
        (await Rig.Queue.DeadLettersAsync(10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_lets_running_work_finish_and_takes_no_more()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        Rig.Captioner.During = (_, _) =>
        {
            begun.TrySetResult();
            return goOn.Task;
        };
        await Worker.StartAsync(Token);
        var running = await Rig.UploadAsync();
        await begun.Task.WaitAsync(Token);

        var stop = Worker.StopAsync(Token);
        var late = await Rig.UploadAsync();
        stop.IsCompleted.ShouldBeFalse();
        goOn.SetResult();
        await stop;

        (await Rig.FindAsync(running)).CaptionTask.State.ShouldBe(TaskState.Completed);
        (await Rig.FindAsync(late)).CaptionTask.State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task A_stop_breaks_off_work_that_takes_too_long_and_puts_it_back_as_if_never_taken()
    {
        var begun = new TaskCompletionSource();
        Rig.Captioner.During = (_, token) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, Rig.Clock, token);
        };
        await Worker.StartAsync(Token);
        var id = await Rig.UploadAsync();
        await begun.Task.WaitAsync(Token);

        var stop = Worker.StopAsync(Token);
        stop.IsCompleted.ShouldBeFalse();
        Rig.Clock.Advance(new LocalPipelineOptions().DrainTime);
        await stop;

        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Pending);
        var message = (await Rig.Queue.ReceiveAsync("caption", 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
        message.ReceiveCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_catalog_that_was_away_for_a_while_hinders_nothing_afterwards()
    {
        Rig.Database.Fault = FaultyDatabase.Away;
        await Worker.StartAsync(Token);
        await Eventually.BeAsync(() => Task.FromResult(Rig.Log.Lines.Any(line => line.Message.Contains("cannot be read", StringComparison.Ordinal))));
        Rig.Database.Fault = null;
        var id = await Rig.UploadAsync();

        await Eventually.BeAsync(async () =>
        {
            Rig.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await Rig.FindAsync(id)).OverallStatus == TaskState.Completed;
        });
        await Worker.StopAsync(Token);
    }

    [Fact]
    public async Task Without_workers_everything_waits()
    {
        await using var rig = await PipelineRig.StartAsync(local: new LocalPipelineOptions { Workers = 0 });
        await rig.Hosted<QueueWorker>().StartAsync(Token);
        await rig.UploadAsync();
        await rig.Hosted<QueueWorker>().StopAsync(Token);
        (await rig.Queue.DepthsAsync(Token)).ShouldBe(
            new Dictionary<string, QueueDepth> { ["thumbnail"] = new(1, 0, 0), ["caption"] = new(1, 0, 0) },
            ignoreOrder: true);
    }

    private async Task<long> MessagesAsync() => (await Rig.Queue.DepthsAsync(Token)).Values.Sum(depth => depth.Waiting + depth.InFlight);
}
