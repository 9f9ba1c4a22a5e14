using Vignette.Cli.Deployments.Load.Watching;
using Vignette.Schema;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>Each picture is told once, whenever it is heard of.</summary>
public sealed class PendingResultsTest
{
    private static readonly Outcome Done = new(TaskState.Completed, TaskState.Completed, IsDeleted: false);

    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _told = [];

    [Fact]
    public void What_is_heard_before_its_upload_was_answered_is_told_with_the_answer()
    {
        var pending = Create();
        pending.Hear("a", Done);
        _told.ShouldBeEmpty();
        pending.Expect("a", "A");
        _told.ShouldBe(["A"]);
        pending.Count.ShouldBe(0);

        pending.Hear("a", Done);
        _told.ShouldBe(["A"]);
    }

    [Theory]
    [InlineData(TaskState.Completed, TaskState.Completed, true)]
    [InlineData(TaskState.Failed, TaskState.Completed, true)]
    [InlineData(TaskState.Failed, TaskState.Failed, true)]
    [InlineData(TaskState.Processing, TaskState.Completed, false)]
    [InlineData(TaskState.Completed, TaskState.Pending, false)]
    public void It_is_told_once_both_results_are_there(TaskState thumbnail, TaskState caption, bool isTold)
    {
        var pending = Create();
        pending.Expect("a", "A");
        pending.Hear("a", new Outcome(thumbnail, caption, IsDeleted: false));
        pending.Hear("a", new Outcome(thumbnail, caption, IsDeleted: false));
        _told.Count.ShouldBe(isTold ? 1 : 0);
        pending.Has("a").ShouldBe(!isTold);
    }

    [Fact]
    public void One_that_somebody_deleted_is_not_waited_for()
    {
        var pending = Create();
        pending.Expect("a", "A");
        pending.Hear("a", new Outcome(null, null, IsDeleted: true));
        _told.ShouldBe(["A"]);
    }

    [Fact]
    public void Others_pictures_are_forgotten_after_a_while()
    {
        var pending = Create();
        pending.Hear("others", Done);
        _time.Advance(TimeSpan.FromMinutes(2));
        pending.Hear("more", Done);
        pending.Expect("others", "others");
        pending.Expect("more", "more");
        _told.ShouldBe(["more"]);
    }

    [Fact]
    public void The_earliest_and_all_that_are_left_are_known()
    {
        var pending = Create();
        pending.Earliest.ShouldBeNull();
        pending.Expect("b", "B");
        pending.Expect("a", "A");
        pending.Earliest.ShouldBe("a");
        pending.Abandon().ShouldBe(2);
        pending.Count.ShouldBe(0);
        pending.Hear("a", Done);
        _told.ShouldBeEmpty();
    }

    private PendingResults<string> Create() => new(TimeSpan.FromMinutes(1), _time, (what, _) => _told.Add(what));
}
