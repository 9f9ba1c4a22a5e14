namespace Vignette.Cli.Deployments.Load.Arrivals;

/// <summary>
/// When each picture of an open loop is to be sent, whatever became of those before. While it ramps up, the rate rises evenly from
/// nothing: the schedule is one of a rate of 1 whose time is bent so that Λ(t), the arrivals expected until t, is as asked.
/// </summary>
/// <param name="Rate">Arrivals a second, more than 0, after the ramp.</param>
/// <param name="Ramp">Zero or more.</param>
/// <param name="Seed">Of Poisson arrivals: the same seed, the same times.</param>
internal sealed record ArrivalSchedule(double Rate, ArrivalKind Kind, TimeSpan Ramp, int Seed)
{
    /// <summary>From the start, without end, none before the one before.</summary>
    public IEnumerable<TimeSpan> Times()
    {
        var random = new Random(Seed);
        for (var place = Kind == ArrivalKind.Constant ? 0.0 : Gap(random); ; place += Kind == ArrivalKind.Constant ? 1 : Gap(random))
        {
            yield return At(place);
        }
    }

    /// <summary>When so many arrivals are expected: the inverse of Λ.</summary>
    public TimeSpan At(double arrivals)
    {
        var ramp = Ramp.TotalSeconds;
        var rampArrivals = Rate * ramp / 2;
        var seconds = arrivals < rampArrivals ? Math.Sqrt(2 * arrivals * ramp / Rate) : (ramp / 2) + (arrivals / Rate);
        return TimeSpan.FromTicks((long)Math.Min(Math.Round(seconds * TimeSpan.TicksPerSecond), TimeSpan.MaxValue.Ticks / 2));
    }

    private static double Gap(Random random) => -Math.Log(1 - random.NextDouble());
}
