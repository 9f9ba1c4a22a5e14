using Vignette.Planning.Costs;
using Vignette.Planning.Differences;

namespace Vignette.Planning.Tests.Differences;

public sealed class CostDifferenceTests
{
    [Theory]
    [InlineData(100, 100, false, "Cost: $100.00 a month as before, $1.00 for a million images as before.")]
    [InlineData(100, 119, false, "Cost: $100.00 → $119.00 a month (+19 %), $1.00 for a million images as before.")]
    [InlineData(100, 120, true, "⚠ Cost: $100.00 → $120.00 a month (+20 %), $1.00 for a million images as before.")]
    [InlineData(100, 200, true, "⚠ Cost: $100.00 → $200.00 a month (+100 %, doubled), $1.00 for a million images as before.")]
    [InlineData(100, 250, true, "⚠ Cost: $100.00 → $250.00 a month (+150 %, more than doubled), $1.00 for a million images as before.")]
    [InlineData(100, 10, false, "Cost: $100.00 → $10.00 a month (-90 %), $1.00 for a million images as before.")]
    [InlineData(0, 10, true, "⚠ Cost: $0.00 → $10.00 a month (new), $1.00 for a million images as before.")]
    public void It_says_how_much_more_it_is(int before, int after, bool isLoud, string sentence)
    {
        var difference = CostDifference.Between(Estimate(before), Estimate(after));
        (difference.IsLoud, difference.Sentence.ToString()).ShouldBe((isLoud, sentence));
    }

    [Fact]
    public void What_nobody_has_priced_is_named() =>
        CostDifference.Between(Estimate(1), Estimate(1) with { Unpriced = [new UnpricedType("aws:x/y:Z", 1)] }).Sentence.ToString().ShouldEndWith("as before, without aws:x/y:Z, which nobody has priced.");

    [Fact]
    public void Lines_that_differ_are_listed_the_dearest_first()
    {
        var before = Estimate(10) with { Fixed = [Line("a", 1), Line("b", 5), Line("c", 2)] };
        var after = Estimate(10) with { Fixed = [Line("a", 2), Line("b", 5), Line("d", 9)] };
        CostDifference.Between(before, after).Lines.Select(line => (line.Resource, line.Before, line.After)).ShouldBe([("d", 0, 9), ("c", 2, 0), ("a", 1, 2)]);
    }

    private static CostEstimate Estimate(decimal monthly) => new([Line("it", monthly)], [Line("it", 1)], []);

    private static CostLine Line(string resource, decimal amount) => new(resource, "type", "price", 1, amount);
}
