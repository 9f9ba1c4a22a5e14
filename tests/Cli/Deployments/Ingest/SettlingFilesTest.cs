using Vignette.Cli.Deployments.Ingest;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary>When a file has stopped changing.</summary>
public sealed class SettlingFilesTest
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<string, FileStamp> _disk = [];
    private readonly SettlingFiles _files;

    public SettlingFilesTest() => _files = new SettlingFiles(Settle, _time);

    private long Now => (long)(_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalNanoseconds;

    [Fact]
    public void A_file_that_grows_is_taken_once_it_has_not_for_a_while()
    {
        for (var size = 1; size <= 10; size++)
        {
            Write("a", size, Now);
            Track("a");
            _time.Advance(TimeSpan.FromSeconds(1));
            Take().ShouldBeEmpty();
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Take().ShouldBe(["a"]);
        Take().ShouldBeEmpty();
        _files.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void One_of_which_nobody_tells_is_looked_at_all_the_same()
    {
        Write("a", 1, Now);
        Track("a");
        _time.Advance(Settle - TimeSpan.FromMilliseconds(1));
        Write("a", 2, Now);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Take().ShouldBeEmpty();
        _time.Advance(Settle);
        Take().ShouldBe(["a"]);
    }

    [Fact]
    public void What_was_taken_comes_again_only_where_it_is_another()
    {
        Write("a", 1, Now);
        Track("a");
        _time.Advance(Settle);
        Take().ShouldBe(["a"]);
        Track("a");
        _files.IsEmpty.ShouldBeTrue();

        // Replaced, as long and as old.
        _disk["a"] = _disk["a"] with { Number = 2 };
        Track("a");
        _time.Advance(Settle);
        Take().ShouldBe(["a"]);

        _files.Keep(new HashSet<string>());
        Track("a");
        _files.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void What_is_gone_is_forgotten()
    {
        Write("a", 1, Now);
        Track("a");
        _disk.Clear();
        Take().ShouldBeEmpty();
        _files.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void At_the_beginning_old_files_are_taken_at_once_and_fresh_ones_or_those_of_tomorrow_are_not()
    {
        Write("old", 1, Now - (long)Settle.TotalNanoseconds);
        Write("fresh", 1, Now - (long)Settle.TotalNanoseconds + 1_000_000);
        Write("tomorrow", 1, Now + 86_400_000_000_000);
        foreach (var name in _disk.Keys)
        {
            Track(name, isOld: true);
        }

        Take().ShouldBe(["old"]);
        _time.Advance(Settle);
        Take().ShouldBe(["fresh", "tomorrow"], ignoreOrder: true);
    }

    private void Write(string name, long size, long modified) => _disk[name] = new FileStamp(size, modified, 1, 1);

    private void Track(string name, bool isOld = false) => _files.Track(new SourceFile(name, name, IsLink: false), _disk[name], isOld);

    private List<string> Take() => [.. _files.Take(path => _disk.TryGetValue(path, out var stamp) ? stamp : null).Select(file => file.Path)];
}
