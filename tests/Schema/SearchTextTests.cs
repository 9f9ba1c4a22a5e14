using Vignette.Schema.Database;

namespace Vignette.Schema.Tests;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("tea pot", "tea*|pot*")]
    [InlineData("  tea\t\npot\u00A0x ", "tea*|pot*|x*")]
    [InlineData("\"tea pot\" x", "tea pot|x*")]
    [InlineData("tea\"pot\"x", "tea*|pot|x*")]
    [InlineData("\"tea po", "tea po*")]
    [InlineData("img_1234.jpg", "img 1234 jpg*")]
    [InlineData("o'neil -x", "o neil*|x*")]
    [InlineData("a AND b*", "a*|AND*|b*")]
    [InlineData("tea tea", "tea*")]
    [InlineData("a\0b", "a*|b*")]
    [InlineData("🙂 ½ 猫", "½*|猫*")]
    [InlineData("e\u0301te", "e\u0301te*")]
    [InlineData("\uE000x\uD800y", "x y*")]
    [InlineData("\"\"\"", "")]
    [InlineData(null, "")]
    public void Words_and_phrases_are_read_and_nothing_else_has_a_meaning(string? text, string expected) =>
        string.Join('|', SearchText.Parse(text).Terms.Select(term => term.Words + (term.IsPrefix ? "*" : ""))).ShouldBe(expected);

    [Fact]
    public void What_is_too_long_is_left_out()
    {
        SearchText.Parse(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i} "))).Terms.Count.ShouldBe(SearchText.MaxTerms);
        SearchText.Parse(new string('x', 10_000)).Terms.ShouldHaveSingleItem().Words.Length.ShouldBe(SearchText.MaxLength);
    }
}
