using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Tasks;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;

namespace Vignette.Pipeline.Tests.Intake;

public sealed class ImageRetryTests : PipelineTest
{
    [Fact]
    public async Task A_retry_sends_the_failed_task_again_and_leaves_the_completed_one_alone()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (call, _) => call == 1 ? throw new PermanentFault("Refused.") : Task.CompletedTask;
        await DrainAsync();
        (await Rig.FindAsync(id)).OverallStatus.ShouldBe(TaskState.Failed);

        (await Rig.Get<ImageRetry>().RetryAsync(id, Token)).ShouldBe(RetryOutcome.Started);
        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Pending);
        await DrainAsync();

        var image = await Rig.FindAsync(id);
        image.OverallStatus.ShouldBe(TaskState.Completed);
        image.Caption.ShouldBe("Caption 2");
        Rig.Thumbnailer.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task There_is_nothing_to_retry_where_nothing_failed()
    {
        var id = await Rig.UploadAsync();
        (await Rig.Get<ImageRetry>().RetryAsync(id, Token)).ShouldBe(RetryOutcome.NothingFailed);
        (await Rig.Get<ImageRetry>().RetryAsync(ImageId.New(Rig.Clock), Token)).ShouldBe(RetryOutcome.NotFound);
    }

    [Fact]
    public async Task A_retry_of_an_image_whose_original_vanished_fails_again_and_says_why()
    {
        var id = await Rig.UploadAsync();
        Rig.Captioner.During = (_, _) => throw new PermanentFault("Refused.");
        await DrainAsync();
        await Rig.Originals.DeleteAsync((await Rig.FindAsync(id)).ObjectKey, Token);

        await Rig.Get<ImageRetry>().RetryAsync(id, Token);

        var task = (await Rig.FindAsync(id)).CaptionTask;
        task.State.ShouldBe(TaskState.Failed);
        task.Reason.ShouldNotBeNull().ShouldContain("original");
    }

    /// <summary>Handles every message that waits.</summary>
    private async Task DrainAsync()
    {
        foreach (var (queue, task) in new[] { ("thumbnail", TaskKind.Thumbnail), ("caption", TaskKind.Caption) })
        {
            while (await Rig.Queue.ReceiveAsync(queue, 1, TimeSpan.FromMinutes(1), Token) is [var message])
            {
                var outcome = await Rig.DeliverAsync(task, message.Body, message.ReceiveCount);
                outcome.ShouldNotBeOfType<TaskOutcome.Retry>();
                await Rig.Queue.DeleteAsync(message, Token);
            }
        }
    }
}
