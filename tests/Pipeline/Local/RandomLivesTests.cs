using Vignette.Pipeline.Local;
using Vignette.Pipeline.Sweeping;
using Vignette.Pipeline.Tasks;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline.Tests.Local;

/// <summary>
/// Random lives of a few images: deliveries in any order, duplicates, lost messages, faults, deaths of the process at any
/// point. Whatever happened, in the end every image is completed, each task exactly once.
/// </summary>
public sealed class RandomLivesTests
{
    private static readonly (string Queue, TaskKind Task)[] Routes = [("thumbnail", TaskKind.Thumbnail), ("caption", TaskKind.Caption)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_image_ends_completed_exactly_once(int seed)
    {
        await using var rig = await PipelineRig.StartAsync();
        var random = new Random(seed);
        var images = new List<ImageId>();
        var kept = new List<(TaskKind Task, string Body)>();
        rig.Captioner.During = (_, _) => Trouble(random, rig);
        rig.Thumbnailer.During = (_, _) => Trouble(random, rig);

        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(8))
            {
                case 0 when images.Count < 4:
                    images.Add(await rig.UploadAsync(Pictures.Jpeg((byte)images.Count)));
                    break;
                case 1 when kept.Count > 0:
                    // An old event comes again.
                    var (task, body) = kept[random.Next(kept.Count)];
                    await DeliverAsync(rig, task, body, 1);
                    break;
                case 2:
                    // The process is killed and starts again.
                    rig.Database.Fault = null;
                    await rig.Hosted<LocalRecovery>().StartAsync(Token);
                    await rig.Get<Sweep>().RunAsync(SweepCutoffs.AtStart(rig.Clock.GetUtcNow()), Token);
                    break;
                case 3:
                    rig.Clock.Advance(TimeSpan.FromSeconds(random.Next(200)));
                    break;
                default:
                    await HandleOneAsync(rig, random, kept);
                    break;
            }

            rig.Database.Fault = null;
        }

        rig.Captioner.During = null;
        rig.Thumbnailer.During = null;
        await FinishAsync(rig, random, images, kept);

        foreach (var id in images)
        {
            var details = await rig.DetailsAsync(id);
            details.Image.OverallStatus.ShouldBe(TaskState.Completed);
            foreach (var (_, task) in Routes)
            {
                details.History.Count(entry => entry.Task == task && entry.State == TaskState.Completed).ShouldBe(1, $"{task} of {id}");
            }
        }
    }

    /// <summary>What can go wrong in the middle of a task.</summary>
    private static Task Trouble(Random random, PipelineRig rig)
    {
        switch (random.Next(6))
        {
            case 0:
                throw new TransientFault("Busy.");
            case 1:
                throw new InvalidOperationException("A bug.");
            case 2:
                // The catalog is away for what follows.
                rig.Database.Fault = FaultyDatabase.Away;
                break;
            default:
                break;
        }

        return Task.CompletedTask;
    }

    private static async Task HandleOneAsync(PipelineRig rig, Random random, List<(TaskKind Task, string Body)> kept)
    {
        var (queue, task) = Routes[random.Next(Routes.Length)];
        if (await rig.Queue.ReceiveAsync(queue, 1, TimeSpan.FromMinutes(1), Token) is not [var message])
        {
            return;
        }

        kept.Add((task, message.Body));
        var outcome = await DeliverAsync(rig, task, message.Body, attempt: 1);
        rig.Database.Fault = null;
        switch (random.Next(4))
        {
            case 0:
                // The process dies before it settles the message.
                break;
            case 1:
                // The message is lost for good, which no queue does; the sweep makes up for even that.
                await rig.Queue.DeleteAsync(message, Token);
                break;
            default:
                await SettleAsync(rig.Queue, message, outcome);
                break;
        }
    }

    private static Task<TaskOutcome> DeliverAsync(PipelineRig rig, TaskKind task, string body, int attempt) =>
        rig.Get<TaskDispatcher>().HandleAsync(task, body, new Delivery(attempt, 1000, TimeSpan.FromMinutes(1)), Token);

    private static async Task SettleAsync(MessageQueue queue, QueueMessage message, TaskOutcome outcome)
    {
        if (outcome is TaskOutcome.Retry retry)
        {
            await queue.ReturnAsync(message, retry.After, retry.Uncounted, Token);
        }
        else
        {
            outcome.ShouldNotBeOfType<TaskOutcome.GaveUp>();
            await queue.DeleteAsync(message, Token);
        }
    }

    private static async Task FinishAsync(PipelineRig rig, Random random, List<ImageId> images, List<(TaskKind Task, string Body)> kept)
    {
        for (var round = 0; round < 10 && !await AllCompletedAsync(rig, images); round++)
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(20));
            await rig.Get<Sweep>().RunAsync(SweepCutoffs.Regular(rig.Clock.GetUtcNow(), new PipelineOptions()), Token);
            for (var i = 0; i < 30; i++)
            {
                await HandleOneAsync(rig, random, kept);
            }
        }
    }

    private static async Task<bool> AllCompletedAsync(PipelineRig rig, List<ImageId> images)
    {
        foreach (var id in images)
        {
            if ((await rig.FindAsync(id)).OverallStatus != TaskState.Completed)
            {
                return false;
            }
        }

        return true;
    }
}
