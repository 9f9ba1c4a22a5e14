using Vignette.Cli.Deployments.Load.Arrivals;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>When pictures are due.</summary>
public sealed class ArrivalScheduleTest
{
    private static readonly TimeSpan None = TimeSpan.Zero;

    [Fact]
    public void A_constant_rate_is_even() =>
        new ArrivalSchedule(4, ArrivalKind.Constant, None, 1).Times().Take(5).ShouldBe([None, Seconds(0.25), Seconds(0.5), Seconds(0.75), Seconds(1)]);

    [Theory]
    [InlineData(10, 4)]
    [InlineData(0.5, 60)]
    [InlineData(333, 7)]
    public void A_ramp_rises_evenly_and_then_the_rate_is_as_asked(double rate, double ramp)
    {
        var schedule = new ArrivalSchedule(rate, ArrivalKind.Constant, Seconds(ramp), 1);

        // Half of what the full rate brings in that time, a quarter of it in the first half, and then all of it.
        schedule.At(rate * ramp / 2).TotalSeconds.ShouldBe(ramp, 1e-6);
        schedule.At(rate * ramp / 8).TotalSeconds.ShouldBe(ramp / 2, 1e-6);
        schedule.At((rate * ramp / 2) + (5 * rate)).TotalSeconds.ShouldBe(ramp + 5, 1e-6);

        var times = schedule.Times().Take(2000).ToList();
        times.ShouldBeInOrder(SortDirection.Ascending);
        times.ForEach(time => time.ShouldBeGreaterThanOrEqualTo(None));
        times.ShouldBeUnique();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Poisson_arrivals_are_as_many_as_asked_and_as_uneven_as_independent_people(int seed)
    {
        const double Rate = 20;
        const int Count = 20_000;
        var times = new ArrivalSchedule(Rate, ArrivalKind.Poisson, None, seed).Times().Take(Count).ToList();
        times.ShouldBeInOrder(SortDirection.Ascending);
        var gaps = times.Zip(times.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        var mean = gaps.Average();
        var deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));

        // Of an exponential distribution both are 1 / rate; five standard errors of the mean are 3.5 percent.
        mean.ShouldBe(1 / Rate, 0.035 / Rate);
        deviation.ShouldBe(1 / Rate, 0.05 / Rate);
        ((double)gaps.Count(gap => gap > 1 / Rate) / Count).ShouldBe(1 / Math.E, 0.02);
    }

    [Fact]
    public void A_seed_gives_the_same_times_and_another_one_others()
    {
        var times = new ArrivalSchedule(5, ArrivalKind.Poisson, Seconds(3), 7).Times().Take(100).ToList();
        new ArrivalSchedule(5, ArrivalKind.Poisson, Seconds(3), 7).Times().Take(100).ShouldBe(times);
        new ArrivalSchedule(5, ArrivalKind.Poisson, Seconds(3), 8).Times().Take(100).ShouldNotBe(times);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
