using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary>A folder that changes while it is watched.</summary>
public sealed class IngestWatchTest : IngestTestBase
{
    private static readonly string[] Soon = ["--settle", "0.4"];

    [Fact]
    public async Task What_comes_into_a_folder_comes_into_the_gallery_once_it_has_stopped_changing()
    {
        Put("there.png", 0);
        await using var gallery = await GalleryAsync();
        await using var program = Watch(gallery);
        await CountingAsync(gallery, 1);

        // New ones, in folders that come with what is in them.
        Put("new.png", 1);
        Put("new/deep/er.png", 2);
        Directory.CreateDirectory(Folder.File("outside/more"));
        await File.WriteAllBytesAsync(Folder.File("outside/more/a.png"), Picture(3), CancellationToken);
        Directory.Move(Folder.File("outside"), Path.Combine(Source, "inside"));
        await CountingAsync(gallery, 4);

        // One that comes under another name, which is no picture before, and one that is replaced.
        Put("arrives.tmp", "no picture"u8.ToArray());
        await File.WriteAllBytesAsync(Folder.File("whole"), Picture(4), CancellationToken);
        File.Move(Folder.File("whole"), Path.Combine(Source, "arrives.tmp"), overwrite: true);
        await CountingAsync(gallery, 5);
        Put(".hidden.png", 5);
        File.Move(Path.Combine(Source, ".hidden.png"), Path.Combine(Source, "shown.png"));
        await CountingAsync(gallery, 6);
        Put("shown.png", 6);
        await CountingAsync(gallery, 7);

        // What is known is not sent again, wherever it lies.
        File.Move(Path.Combine(Source, "new.png"), Path.Combine(Source, "renamed.png"));
        Put("last.png", 7);
        await CountingAsync(gallery, 8);

        (await program.StopAsync(CancellationToken)).ShouldBe(0, program.Output);
        program.Output.ShouldContain("last.png uploaded: ");
        program.Output.ShouldContain("Done: 8 uploaded, ");
        (await ReportAsync(Report)).Result.GetProperty("uploaded").GetInt32().ShouldBe(8);
        (await CountAsync(gallery)).ShouldBe(8);
    }

    [Fact]
    public async Task A_file_that_grows_is_one_picture_and_what_was_sent_is_moved()
    {
        Directory.CreateDirectory(Source);
        var done = Path.Combine(Source, "done");
        await using var gallery = await GalleryAsync();
        await using var program = Watch(gallery, "--settle", "5", "--move-to", done);
        await Eventually.BeAsync(() => Task.FromResult(Directory.Exists(done)));

        // What it is at each moment would be a picture: it must settle for longer than a slow machine pauses.
        await using (var slow = new FileStream(Path.Combine(Source, "slow.png"), FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            await slow.WriteAsync(Picture(1), CancellationToken);
            await slow.FlushAsync(CancellationToken);
            for (var part = 0; part < 20; part++)
            {
                await slow.WriteAsync(new byte[100], CancellationToken);
                await slow.FlushAsync(CancellationToken);
                Put($"{part}.png", 100 + part);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken);
            }
        }

        await CountingAsync(gallery, 21);
        await Eventually.BeAsync(() => Task.FromResult(Directory.EnumerateFiles(done).Count() == 21));
        Directory.EnumerateFiles(Source).ShouldBeEmpty();
        new FileInfo(Path.Combine(done, "slow.png")).Length.ShouldBe(Picture(1).Length + 2000);

        // Ctrl-C, with nothing to do; what failed is in the code.
        (await program.StopAsync(CancellationToken)).ShouldBe(0, program.Output);
        (await CountAsync(gallery)).ShouldBe(21);
        ShouldCount((await ReportAsync(Report)).Result, uploaded: 21, moved: 21);
    }

    [Fact]
    public async Task A_gallery_that_goes_away_while_it_is_watched_ends_it_in_time()
    {
        Put("a.png", 1);
        await using var gallery = await GalleryAsync();
        await using var program = Watch(gallery, "--patience", "1");
        await Eventually.BeAsync(() => Task.FromResult(program.Output.Contains("a.png uploaded: ", StringComparison.Ordinal)));
        await gallery.KillAsync();
        Put("b.png", 2);
        (await program.Ended.WaitAsync(CancellationToken)).ShouldBe(10, program.Output);
        program.Output.ShouldContain("Until then: 1 uploaded, 0 known before. What the gallery does not have for certain is as it was");
    }

    [Fact]
    public async Task Watching_and_changing_nothing_do_not_go_together() =>
        (await IngestAsync(1, new Uri("http://127.0.0.1:1"), "--watch", "--dry-run")).ShouldContain("--watch and --dry-run: say one of them.");

    private ProgramProcess Watch(VignetteProcess gallery, params string[] more) => ProgramProcess.StartDotnet("vignette.dll", Arguments(gallery.Http.BaseAddress!, ["--watch", .. more.Contains("--settle") ? [] : Soon, .. more]));

    private static Task CountingAsync(VignetteProcess gallery, int count) => Eventually.BeAsync(async () => await CountAsync(gallery) == count);
}
