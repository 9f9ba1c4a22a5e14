using System.Text.Json;
using Vignette.Planning.Differences.Comparison;

namespace Vignette.Planning.Tests.Differences;

public sealed class ValueComparisonTests
{
    [Theory]
    [InlineData("""{ "a": 1 }""", """{ "a": 2 }""", "a: 1 > 2")]
    [InlineData("""{ "a": 1 }""", """{ "a": 1.0 }""", "")]
    [InlineData("""{ "a": { "b": 1 } }""", """{ "a": { "c": 1 } }""", "a.b: 1 > |a.c:  > 1")]
    [InlineData("""{ "a": [1, 2] }""", """{ "a": [2, 1] }""", "a: [1, 2] > [2, 1]")]
    [InlineData("""{ "r": [ { "id": "x", "v": 1 }, { "id": "y" } ] }""", """{ "r": [ { "id": "y" }, { "id": "x", "v": 2 } ] }""", "r[x].v: 1 > 2")]
    [InlineData("""{ "r": [ { "v": 1 }, { "v": 2 } ] }""", """{ "r": [ { "v": 2 }, { "v": 3 } ] }""", "r[0].v: 1 > 3")]
    [InlineData("""{ "p": "{\"a\":1,\"b\":2}" }""", """{ "p": "{ \"b\": 2, \"a\": 3 }" }""", "p.a: 1 > 3")]
    [InlineData("""{ "p": "{\"a\":1,\"b\":2}" }""", """{ "p": "{ \"b\": 2, \"a\": 1 }" }""", "")]
    [InlineData("""{ "p": "{\"Statement\":[{\"Action\":[\"a\",\"b\"]},{\"Action\":\"c\"}]}" }""", """{ "p": "{\"Statement\":[{\"Action\":[\"c\"]},{\"Action\":[\"b\",\"a\"]}]}" }""", "")]
    [InlineData("""{ "userData": "YQ==" }""", """{ "userData": "Yg==" }""", "userData: a > b")]
    [InlineData("""{ "other": "YQ==" }""", """{ "other": "Yg==" }""", "other: YQ== > Yg==")]
    [InlineData("""{ "a": "1" }""", """{ "a": 1 }""", "a: 1 > 1")]
    public void It_says_as_little_as_there_is(string before, string after, string said) => string.Join(
        '|',
        ValueComparison.Between(JsonElement.Parse(before), JsonElement.Parse(after)).Select(difference => $"{difference.Path}: {difference.Before} > {difference.After}")).ShouldBe(said);
}
