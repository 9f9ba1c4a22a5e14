using Vignette.Planning.Differences.Reports;

namespace Vignette.Planning.Tests.Differences;

/// <summary>What is said of plans that were made by a change of a setting or of a resource. The terminal's is in the tests of <c>vignette</c>.</summary>
public sealed class PairsTests
{
    public static TheoryData<string> Names => [.. PlanPair.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_said_so(string name)
    {
        var pair = PlanPair.Read(name);
        Golden.ShouldBe($"Pairs/{name}/expected.md", MarkdownDifference.Write(new DifferenceReport([pair.Difference])));
        Golden.ShouldBe($"Pairs/{name}/expected.json", DifferenceJson.Write([pair.Difference]));
    }
}
