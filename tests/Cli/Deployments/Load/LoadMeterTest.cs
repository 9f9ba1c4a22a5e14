using Vignette.Cli.Deployments.Load.Measuring;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>What is counted in which second.</summary>
public sealed class LoadMeterTest
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Each_second_has_what_happened_in_it_and_what_was_open_at_its_end()
    {
        var meter = new LoadMeter(_time);
        var due = _time.GetTimestamp();
        meter.Send(due);
        meter.Send(due);
        meter.Send(due);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        meter.Accept(due, 1_500_000);
        _time.Advance(TimeSpan.FromMilliseconds(2600));
        meter.Accept(due, 500_000);
        meter.Reject("503", "Away.");
        meter.Finish(due, []);
        _time.Advance(TimeSpan.FromMilliseconds(900));
        meter.Finish(due, [("thumbnail failed", "why"), ("caption failed", "why")]);

        var measures = meter.Measures();
        measures.Series.ShouldBe(
        [
            new SecondCounts(0, 3, 1, 0, 0, 2, 1),
            new SecondCounts(1, 0, 0, 0, 0, 2, 1),
            new SecondCounts(2, 0, 0, 0, 0, 2, 1),
            new SecondCounts(3, 0, 1, 1, 1, 0, 1),
            new SecondCounts(4, 0, 0, 1, 2, 0, 0),
        ]);
        (measures.Sent, measures.Accepted, measures.NotAccepted, measures.Finished, measures.Failed, measures.Lost).ShouldBe((3, 2, 1, 2, 1, 0));
        (measures.Seconds, measures.SendingSeconds, measures.Megabytes).ShouldBe((4, 3.1, 2));
        (measures.AcceptedPerSecond, measures.FinishedPerSecond).ShouldBe((Math.Round(2 / 3.1, 3), 0.5));
        (measures.MostUploading, measures.MostWaiting).ShouldBe((3, 2));
        (measures.Acceptance.Max, measures.EndToEnd.Max, measures.Lateness.Max).ShouldBe((3100, 4000, 0));
        measures.Errors.ShouldBe([new ErrorCount("503", 1, "Away."), new ErrorCount("caption failed", 1, "why"), new ErrorCount("thumbnail failed", 1, "why")]);
        meter.Done.ShouldBe(3);
    }

    [Fact]
    public void What_is_lost_is_an_error_each()
    {
        var meter = new LoadMeter(_time);
        meter.Send(_time.GetTimestamp());
        meter.Accept(_time.GetTimestamp(), 1);
        meter.Lose(1, "lost", "why");
        meter.Lose(0, "lost", "why");
        var measures = meter.Measures();
        (measures.Lost, measures.Errors.Single(), measures.Series[^1].Waiting).ShouldBe((1, new ErrorCount("lost", 1, "why"), 0));
    }
}
