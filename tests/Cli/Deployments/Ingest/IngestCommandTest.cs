using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary>Folders into a real gallery.</summary>
public sealed class IngestCommandTest : IngestTestBase
{
    [Fact]
    public async Task What_is_a_picture_comes_in_once_and_all_else_is_said()
    {
        Put("a.png", 1);
        Put("deep/er/b.txt", 2);
        Put("deep/twice.png", 1);
        Put("deep/words.jpg", "no picture"u8.ToArray());
        Put("empty.png", []);
        Put(".hidden/c.png", 3);
        Put(".hidden.png", 4);
        var elsewhere = Folder.File("elsewhere.png");
        await File.WriteAllBytesAsync(elsewhere, Picture(5), CancellationToken);
        File.CreateSymbolicLink(Path.Combine(Source, "link.png"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(Source, "deep/circle"), Source);
        Directory.CreateSymbolicLink(Path.Combine(Source, "dots"), Folder.Path);
        await using var gallery = await GalleryAsync();

        var dry = await IngestAsync(0, gallery.Http.BaseAddress!, "--dry-run");
        dry.ShouldContain("a.png would be uploaded");
        dry.ShouldContain("Nothing was changed. It would be: 3 uploaded, 0 known before, 1 of the same content as another, 2 no pictures.");
        (await CountAsync(gallery)).ShouldBe(0);

        (await IngestAsync(0, gallery.Http.BaseAddress!)).Trim().ShouldBe("Done: 3 uploaded, 0 known before, 1 of the same content as another, 2 no pictures.");
        var (outcomes, result) = await OutcomesAsync();
        outcomes.Keys.ShouldBe(["a.png", "deep/er/b.txt", "deep/twice.png", "deep/words.jpg", "empty.png", "link.png"], ignoreOrder: true);
        new[] { outcomes["a.png"], outcomes["deep/twice.png"] }.ShouldBe(["uploaded", "duplicate"], ignoreOrder: true);
        (outcomes["deep/er/b.txt"], outcomes["link.png"], outcomes["deep/words.jpg"], outcomes["empty.png"]).ShouldBe(("uploaded", "uploaded", "notImage", "notImage"));
        result.GetProperty("bytes").GetInt64().ShouldBe(3 * Picture(1).Length);
        (await CountAsync(gallery)).ShouldBe(3);

        // Again, from a folder within and the whole, as JSON.
        var again = JsonSerializer.Deserialize<JsonElement>(await RunAsync(0, "ingest", Path.Combine(Source, "deep"), Source, Path.Combine(Source, "a.png"), "--to", gallery.Http.BaseAddress!.ToString(), "--json"));
        ShouldCount(again, known: 4, notImages: 2);
        (await CountAsync(gallery)).ShouldBe(3);
    }

    [Fact]
    public async Task What_is_in_the_trash_stays_there_and_here()
    {
        var path = Put("a.png", 1);
        await using var gallery = await GalleryAsync();
        await IngestAsync(0, gallery.Http.BaseAddress!);
        var id = (await ReportAsync(Report)).Lines.Single().GetProperty("id").GetString();
        (await gallery.Http.DeleteAsync(new Uri($"/api/images/{id}", UriKind.Relative), CancellationToken)).EnsureSuccessStatusCode();

        (await IngestAsync(0, gallery.Http.BaseAddress!, "--delete", "--tag", "sea")).ShouldContain("a.png is in the gallery's trash: /trash");

        ShouldCount((await OutcomesAsync()).Result, trashed: 1);
        File.Exists(path).ShouldBeTrue();
        (await CountAsync(gallery)).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_is_killed_in_the_middle_of_five_hundred_files_goes_on_with_the_rest()
    {
        const int Files = 500;
        const int OnTheirWay = 8;
        for (var number = 0; number < Files; number++)
        {
            Put($"{number % 7}/{number}.png", number);
        }

        await using var gallery = await GalleryAsync();
        var (arrived, enough) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var door = await FrontDoor.OpenAsync(gallery.Http.BaseAddress, context =>
        {
            if (context.Request.Path == "/upload" && Interlocked.Increment(ref arrived) == 150)
            {
                enough.SetResult();
            }

            return Task.FromResult(false);
        });
        await using (var killed = ProgramProcess.StartDotnet("vignette.dll", Arguments(door.Address)))
        {
            await enough.Task.WaitAsync(CancellationToken);
            await killed.KillAsync();
        }

        await Eventually.BeAsync(() => Task.FromResult(!door.IsBusy));
        var before = await CountAsync(gallery);
        before.ShouldBeInRange(100, Files - 100);

        await IngestAsync(0, gallery.Http.BaseAddress!);

        // What was on its way when it died may come in even now, and is known then.
        var known = (await OutcomesAsync()).Result.GetProperty("known").GetInt32();
        known.ShouldBeInRange(before, before + OnTheirWay);
        ShouldCount((await OutcomesAsync()).Result, uploaded: Files - known, known: known);
        (await CountAsync(gallery)).ShouldBe(Files);
        await IngestAsync(0, gallery.Http.BaseAddress!);
        ShouldCount((await OutcomesAsync()).Result, known: Files);
    }

    [Fact]
    public async Task A_gallery_that_dies_and_returns_has_everything_in_the_end()
    {
        const int Files = 200;
        for (var number = 0; number < Files; number++)
        {
            Put($"{number}.png", number);
        }

        var port = LoopbackPort.Free();
        string[] where = ["--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        await using var first = await GalleryAsync(where);
        await using var program = ProgramProcess.StartDotnet("vignette.dll", Arguments(new Uri($"http://127.0.0.1:{port}"), "--delete"));
        await Eventually.BeAsync(async () => await CountAsync(first) >= 20);
        await first.KillAsync();
        await Eventually.BeAsync(() => Task.FromResult(program.Output.Contains("Again in", StringComparison.Ordinal)));

        await using var second = await GalleryAsync(where);
        (await program.Ended.WaitAsync(CancellationToken)).ShouldBe(0, program.Output);

        (await CountAsync(second)).ShouldBe(Files);
        Directory.EnumerateFiles(Source).ShouldBeEmpty();
        (await OutcomesAsync()).Result.GetProperty("deleted").GetInt32().ShouldBe(Files);
    }

    [Fact]
    public async Task Tags_are_those_that_are_said_and_the_folders_also_of_what_was_there_before()
    {
        Put("top.png", 1);
        Put("Italy/Rome/a.png", 2);
        Put("Italy/Rome/b.png", 3);
        await using var gallery = await GalleryAsync();
        await IngestAsync(0, gallery.Http.BaseAddress!);
        (await CountAsync(gallery, "?tag=Rome")).ShouldBe(0);

        Put("Italy/c.png", 4);
        for (var time = 0; time < 2; time++)
        {
            await IngestAsync(0, gallery.Http.BaseAddress!, "--tags-from-folders", "--tag", "2026", "--tag", "italy");
            (await CountAsync(gallery, "?tag=2026")).ShouldBe(4);
            (await CountAsync(gallery, "?tag=Italy")).ShouldBe(4);
            (await CountAsync(gallery, "?tag=Rome")).ShouldBe(2);
        }

        (await RunAsync(1, "ingest", Source, "--to", "http://127.0.0.1:1", "--tag", new string('x', 65))).ShouldContain("--tag: ");
    }

    [Fact]
    public async Task What_was_not_tagged_has_failed_and_stays()
    {
        var path = Put("a.png", 1);
        await using var gallery = await GalleryAsync();
        await IngestAsync(0, gallery.Http.BaseAddress!);
        var id = (await ReportAsync(Report)).Lines.Single().GetProperty("id").GetString();
        var tags = Enumerable.Range(0, 50).Select(number => $"t{number}");
        (await gallery.Http.PostAsJsonAsync("/api/images/bulk", new { ids = new[] { id }, action = "tag", tags }, CancellationToken)).EnsureSuccessStatusCode();

        (await IngestAsync(21, gallery.Http.BaseAddress!, "--tag", "one more", "--delete")).ShouldContain("a.png failed: it is in the gallery, but was not tagged: ");
        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_are_moved_as_they_lie_and_nothing_is_written_over()
    {
        Put("a.png", 1);
        Put("deep/b.png", 2);
        Put("deep/words.txt", "no picture"u8.ToArray());
        Put("done/a.png", "mine"u8.ToArray());
        File.CreateSymbolicLink(Path.Combine(Source, "link.png"), Put(".hidden.png", 3));
        var done = Path.Combine(Source, "done");
        await using var gallery = await GalleryAsync();

        (await IngestAsync(0, gallery.Http.BaseAddress!, "--move-to", done)).ShouldContain("link.png stays where it is: It is a symbolic link.");

        ShouldCount((await OutcomesAsync()).Result, uploaded: 3, notImages: 1, moved: 2);
        (await File.ReadAllBytesAsync(Path.Combine(done, "a (2).png"), CancellationToken)).ShouldBe(Picture(1));
        (await File.ReadAllBytesAsync(Path.Combine(done, "deep/b.png"), CancellationToken)).ShouldBe(Picture(2));
        (await File.ReadAllTextAsync(Path.Combine(done, "a.png"), CancellationToken)).ShouldBe("mine");

        // What the gallery had before is moved, too; what was moved is not looked at.
        Put("again.png", 1);
        await IngestAsync(0, gallery.Http.BaseAddress!, "--move-to", done);
        ShouldCount((await OutcomesAsync()).Result, known: 2, notImages: 1, moved: 1);
        File.Exists(Path.Combine(done, "again.png")).ShouldBeTrue();
    }

    [Fact]
    public async Task Pictures_are_sent_smaller_and_known_as_such()
    {
        var photo = await File.ReadAllBytesAsync(Photos.Path("good/rocket-exif6.jpg"), CancellationToken);
        Put("photo.jpg", photo);
        Put("pixel.png", 1);
        Put("broken.jpg", await File.ReadAllBytesAsync(Photos.Path("bad/truncated.jpg"), CancellationToken));
        await using var gallery = await GalleryAsync();

        (await IngestAsync(21, gallery.Http.BaseAddress!, "--resize", "64")).ShouldContain("broken.jpg failed: This JPEG picture is damaged or cut off.");

        var line = (await ReportAsync(Report)).Lines.Single(line => line.GetProperty("file").GetString()!.EndsWith("photo.jpg", StringComparison.Ordinal));
        var stored = await gallery.Http.GetByteArrayAsync(new Uri($"/media/{line.GetProperty("id").GetString()}/original", UriKind.Relative), CancellationToken);
        stored.Length.ShouldBeLessThan(photo.Length / 2);
        Convert.ToHexStringLower(SHA256.HashData(stored)).ShouldBe(line.GetProperty("digest").GetString());

        await IngestAsync(21, gallery.Http.BaseAddress!, "--resize", "64", "--delete");
        ShouldCount((await OutcomesAsync()).Result, known: 2, failed: 1, deleted: 2);
        Directory.EnumerateFiles(Source).Select(Path.GetFileName).ShouldBe(["broken.jpg"]);
        (await RunAsync(1, "ingest", Source, "--to", "http://127.0.0.1:1", "--resize", "0")).ShouldContain("--resize must be 1 to 65535.");
    }

    [Fact]
    public async Task Where_there_is_no_room_to_move_to_files_stay()
    {
        const string OtherFileSystem = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(OtherFileSystem), "There is one file system only.");
        var (path, target) = (Put("a.png", [.. Picture(1), .. new byte[100_000]]), Path.Combine(OtherFileSystem, Path.GetFileName(Folder.Path)));
        await using var gallery = await GalleryAsync();
        try
        {
            // No more than 64 blocks of 512 bytes for a file. The runtime's own maps of memory are no such files then.
            var said = await ShellAsync(21, "trap '' XFSZ; ulimit -f 64; DOTNET_EnableWriteXorExecute=0 exec \"$@\"", Arguments(gallery.Http.BaseAddress!, "--move-to", target));

            said.ShouldContain("a.png failed: it is in the gallery, but was not moved: ");
            new FileInfo(path).Length.ShouldBe(Picture(1).Length + 100_000);
            Directory.EnumerateFiles(target).ShouldBeEmpty();
            (await CountAsync(gallery)).ShouldBe(1);
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_the_rest_comes_in()
    {
        Put("a.png", 1);
        File.CreateSymbolicLink(Path.Combine(Source, "round.png"), Path.Combine(Source, "round.png"));
        File.CreateSymbolicLink(Path.Combine(Source, "gone.png"), Path.Combine(Source, "nowhere.png"));
        (await ProgramProcess.Start("mkfifo", [Path.Combine(Source, "pipe.png")]).Ended).ShouldBe(0);
        await using var gallery = await GalleryAsync();

        var said = await IngestAsync(21, gallery.Http.BaseAddress!);

        said.ShouldMatch("round.png failed: .*(Too many|levels of symbolic links)");
        said.ShouldMatch("gone.png failed: .*No such file");
        ShouldCount((await OutcomesAsync()).Result, uploaded: 1, notImages: 1, failed: 2);
    }

    [Fact]
    public async Task A_folder_that_must_not_be_looked_into_is_said()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Nothing is forbidden here.");
        Put("a.png", 1);
        var closed = Directory.CreateDirectory(Path.Combine(Source, "closed")).FullName;
        (await ProgramProcess.Start("chmod", ["000", closed, Put("b.png", 2)]).Ended).ShouldBe(0);
        await using var gallery = await GalleryAsync();

        await IngestAsync(21, gallery.Http.BaseAddress!);

        ShouldCount((await OutcomesAsync()).Result, uploaded: 1, failed: 2);
        (await ProgramProcess.Start("chmod", ["700", closed]).Ended).ShouldBe(0);
    }
}
