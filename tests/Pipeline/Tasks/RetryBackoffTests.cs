using Vignette.Pipeline.Tasks;

namespace Vignette.Pipeline.Tests.Tasks;

public sealed class RetryBackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(2000, 300)]
    public void The_wait_is_at_most_twice_as_long_each_time_up_to_five_minutes(int attempt, double ceiling)
    {
        new RetryBackoff(new Fixed(1)).After(attempt, null).ShouldBe(TimeSpan.FromSeconds(ceiling));
        new RetryBackoff(new Fixed(0.5)).After(attempt, null).ShouldBe(TimeSpan.FromSeconds(ceiling / 2));
        new RetryBackoff(new Fixed(0)).After(attempt, null).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void The_other_side_may_ask_for_a_longer_wait_but_not_for_a_shorter_one()
    {
        var backoff = new RetryBackoff(new Fixed(1));
        backoff.After(4, TimeSpan.FromMinutes(30)).ShouldBe(TimeSpan.FromMinutes(30));
        backoff.After(4, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromSeconds(8));
        backoff.After(4, TimeSpan.FromDays(3)).ShouldBe(RetryBackoff.MaxRetryAfter);
    }

    [Fact]
    public void There_is_no_try_before_the_first() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryBackoff(new Fixed(1)).After(0, null));

    private sealed class Fixed(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
