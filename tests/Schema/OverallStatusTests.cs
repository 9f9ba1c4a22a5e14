namespace Vignette.Schema.Tests;

public sealed class OverallStatusTests
{
    [Theory]
    [InlineData(TaskState.Pending, TaskState.Pending, TaskState.Pending)]
    [InlineData(TaskState.Pending, TaskState.Processing, TaskState.Processing)]
    [InlineData(TaskState.Pending, TaskState.Completed, TaskState.Processing)]
    [InlineData(TaskState.Pending, TaskState.Failed, TaskState.Processing)]
    [InlineData(TaskState.Processing, TaskState.Processing, TaskState.Processing)]
    [InlineData(TaskState.Processing, TaskState.Completed, TaskState.Processing)]
    [InlineData(TaskState.Processing, TaskState.Failed, TaskState.Processing)]
    [InlineData(TaskState.Completed, TaskState.Completed, TaskState.Completed)]
    [InlineData(TaskState.Completed, TaskState.Failed, TaskState.Failed)]
    [InlineData(TaskState.Failed, TaskState.Failed, TaskState.Failed)]
    public void Two_tasks_make_one_status_whichever_is_which(TaskState one, TaskState other, TaskState overall)
    {
        OverallStatus.Of(one, other).ShouldBe(overall);
        OverallStatus.Of(other, one).ShouldBe(overall);
    }
}
