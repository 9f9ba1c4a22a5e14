using Vignette.Pipeline.Local;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Tests.Rig;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Local;

/// <summary>What a start does about what the process before left.</summary>
public sealed class RecoveryTests : PipelineTest
{
    [Fact]
    public async Task What_a_killed_process_held_is_free_at_once()
    {
        var id = await Rig.UploadAsync();
        await Rig.Queue.ReceiveAsync("caption", 1, TimeSpan.FromMinutes(2), Token);
        await Rig.Get<TaskLedger>().ClaimAsync(id, TaskKind.Caption, (await Rig.FindAsync(id)).ObjectVersion!, TimeSpan.FromMinutes(2), Token);

        await Rig.Hosted<LocalRecovery>().StartAsync(Token);

        (await Rig.FindAsync(id)).CaptionTask.State.ShouldBe(TaskState.Pending);
        (await Rig.Queue.ReceiveAsync("caption", 1, TimeSpan.FromMinutes(2), Token)).ShouldHaveSingleItem().ReceiveCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_kill_between_the_object_and_its_event_loses_nothing()
    {
        var row = await BeginAsync();
        await PutQuietlyAsync(row.ObjectKey);
        Rig.Clock.Advance(TimeSpan.FromSeconds(5));

        await SweepOnceAsync();

        await CompletesAsync(row.ObjectKey);
        (await Rig.FindAsync(row.Id)).OverallStatus.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task A_kill_between_the_row_and_the_object_leaves_nothing()
    {
        await BeginAsync();
        Rig.Clock.Advance(TimeSpan.FromSeconds(5));

        await SweepOnceAsync();

        (await Rig.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_first_sweep_leaves_uploads_of_its_own_process_alone()
    {
        var service = Rig.Hosted<SweepService>();
        Rig.Database.Fault = FaultyDatabase.Away;
        await service.StartAsync(Token);
        await Eventually.BeAsync(() => Task.FromResult(Rig.Log.Lines.Count(line => line.Message.StartsWith("The sweep stopped", StringComparison.Ordinal)) >= 2));
        Rig.Database.Fault = null;
        Rig.Clock.Advance(TimeSpan.FromSeconds(1));
        var row = await BeginAsync();

        // The start's sweep is made up for at the next time, and with the start's cut-offs.
        await NextSweepAsync();
        await service.StopAsync(Token);

        (await Rig.Get<ImageUploads>().CompleteAsync(row.Id, new StoredOriginal("v1", 1, null), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_that_were_copied_into_the_folder_become_images_once_they_are_left_alone()
    {
        await PutFileAsync("holiday/one.jpg", TimeSpan.FromHours(1));
        await PutFileAsync("two.jpg", TimeSpan.FromSeconds(1));
        var uploaded = await Rig.UploadAsync();

        (await Rig.Get<ArrivalScan>().RunAsync(Token)).ShouldBe(1);
        await CompletesAsync("holiday/one.jpg");
        Rig.Clock.Advance(TimeSpan.FromSeconds(2));
        (await Rig.Get<ArrivalScan>().RunAsync(Token)).ShouldBe(1);
        await CompletesAsync("two.jpg");
        (await Rig.Get<ArrivalScan>().RunAsync(Token)).ShouldBe(0);

        var images = (await Rig.Images.ListAsync(new ImageQuery(), Token)).Images;
        images.Select(image => image.FileName).ShouldBe(["two.jpg", "one.jpg", "photo.jpg"]);
        images[^1].Id.ShouldBe(uploaded);
    }

    [Fact]
    public async Task A_file_that_was_deleted_as_an_image_does_not_come_back()
    {
        var id = await Rig.UploadAsync();
        await Rig.Get<Pipeline.Intake.ImageRemover>().RemoveAsync(id, Token);
        Rig.Clock.Advance(TimeSpan.FromMinutes(20));

        (await Rig.Get<ArrivalScan>().RunAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task The_service_looks_for_new_files_again_and_again()
    {
        await Rig.Hosted<SweepService>().StartAsync(Token);
        await Rig.Hosted<QueueWorker>().StartAsync(Token);
        await PutFileAsync("late.jpg", TimeSpan.FromHours(1));

        await Eventually.BeAsync(async () =>
        {
            Rig.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await Rig.Images.ListAsync(new ImageQuery(), Token)).Images is [{ OverallStatus: TaskState.Completed }];
        });
        await Rig.Hosted<QueueWorker>().StopAsync(Token);
        await Rig.Hosted<SweepService>().StopAsync(Token);
    }

    /// <summary>Starts the service and stops it after its first sweep.</summary>
    private async Task SweepOnceAsync()
    {
        var service = Rig.Hosted<SweepService>();
        await service.StartAsync(Token);
        await Eventually.BeAsync(() => Task.FromResult(Rig.Clock.ActiveTimers > 0 && Rig.Log.Lines.Any(line => line.Message.StartsWith("Swept", StringComparison.Ordinal))));
        await service.StopAsync(Token);
    }

    private async Task NextSweepAsync()
    {
        var reads = 0;
        Rig.Database.Fault = () =>
        {
            Interlocked.Increment(ref reads);
            return null;
        };
        Rig.Clock.Advance(new LocalPipelineOptions().SweepInterval);

        // Three for the sweep, and one for the queues' depths.
        await Eventually.BeAsync(() => Task.FromResult(Volatile.Read(ref reads) >= 4));
    }

    private Task<ImageRecord> BeginAsync()
    {
        var id = ImageId.New(Rig.Clock);
        return Rig.Get<ImageUploads>().BeginAsync(new NewImage(id, PipelineRig.Owner, "a.jpg", $"originals/{id}.jpg", "image/jpeg"), Token);
    }

    /// <summary>Stores the object without its event.</summary>
    private async Task PutQuietlyAsync(string key)
    {
        var store = new Pipeline.Objects.Directories.DirectoryObjectStore("originals", Rig.OriginalsFolder, Rig.Clock);
        (await store.PutAsync(key, new MemoryStream(Pictures.Jpeg()), new PutOptions("image/jpeg"), Token)).ShouldNotBeNull();
    }

    private async Task PutFileAsync(string name, TimeSpan age)
    {
        var path = Path.Combine(Rig.OriginalsFolder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, Pictures.Jpeg(), Token);
        File.SetLastWriteTimeUtc(path, (Rig.Clock.GetUtcNow() - age).UtcDateTime);
    }

    private async Task CompletesAsync(string key)
    {
        foreach (var (queue, task) in new[] { ("thumbnail", TaskKind.Thumbnail), ("caption", TaskKind.Caption) })
        {
            var message = (await Rig.Queue.ReceiveAsync(queue, 10, TimeSpan.FromMinutes(1), Token)).Single(message => message.Body.Contains(key, StringComparison.Ordinal));
            (await Rig.DeliverAsync(task, message.Body)).ShouldBeOfType<Pipeline.Tasks.TaskOutcome.Completed>();
        }
    }
}
