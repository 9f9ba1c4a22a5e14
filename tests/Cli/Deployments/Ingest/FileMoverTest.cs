using Vignette.Cli.Deployments.Ingest;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary>Files that are moved out of the way, within a file system and to another.</summary>
public sealed class FileMoverTest : IDisposable
{
    private const string OtherFileSystem = "/dev/shm";

    private readonly TemporaryFolder _folder = new();
    private readonly string? _other;

    public FileMoverTest()
    {
        if (Directory.Exists(OtherFileSystem) && FileStatus.Of(OtherFileSystem).Stamp.Device != FileStatus.Of(_folder.Path).Stamp.Device)
        {
            _other = Path.Combine(OtherFileSystem, Path.GetFileName(_folder.Path));
        }
    }

    public static TheoryData<bool> Elsewhere => [false, true];

    public void Dispose()
    {
        _folder.Dispose();
        if (Directory.Exists(_other))
        {
            Directory.Delete(_other, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void A_file_has_the_first_name_that_is_free(bool isElsewhere)
    {
        var target = Path.Combine(Target(isElsewhere), "deep/a.png");
        for (var number = 1; number <= 3; number++)
        {
            var path = Write("a.png", $"{number}");
            var modified = File.GetLastWriteTimeUtc(path);
            var moved = FileMover.Move(path, FileStatus.Of(path).Stamp, target);
            (Path.GetFileName(moved), File.ReadAllText(moved), File.Exists(path)).ShouldBe((number == 1 ? "a.png" : $"a ({number}).png", $"{number}", false));
            File.GetLastWriteTimeUtc(moved).ShouldBe(modified, TimeSpan.FromMilliseconds(1));
        }

        Directory.EnumerateFiles(Path.GetDirectoryName(target)!).Count().ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void A_link_that_leads_nowhere_has_its_name(bool isElsewhere)
    {
        var target = Path.Combine(Target(isElsewhere), "a.png");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.CreateSymbolicLink(target, "nowhere");
        var path = Write("a.png", "1");
        Path.GetFileName(FileMover.Move(path, FileStatus.Of(path).Stamp, target)).ShouldBe("a (2).png");
        new FileInfo(target).LinkTarget.ShouldBe("nowhere");
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void A_file_that_is_another_by_now_stays(bool isElsewhere)
    {
        var path = Write("a.png", "1");
        var stamp = FileStatus.Of(path).Stamp;

        // As long, and of the same time.
        var other = Write("b.png", "2");
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(path));
        File.Move(other, path, overwrite: true);

        Should.Throw<FileChangedException>(() => FileMover.Move(path, stamp, Path.Combine(Target(isElsewhere), "a.png")));
        File.ReadAllText(path).ShouldBe("2");
        Directory.EnumerateFiles(Target(isElsewhere)).ShouldBeEmpty();
    }

    [Fact]
    public void Where_nothing_can_be_written_the_file_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        var path = Write("a.png", "1");
        Should.Throw<IOException>(() => FileMover.Move(path, FileStatus.Of(path).Stamp, Path.Combine("/proc/vignette", "a.png")));
        File.ReadAllText(path).ShouldBe("1");
    }

    private string Target(bool isElsewhere)
    {
        Assert.SkipWhen(isElsewhere && _other is null, "There is one file system only.");
        return isElsewhere ? _other! : _folder.File("target");
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }
}
