using Vignette.Pipeline.Intake;

namespace Vignette.Pipeline.Tests.Intake;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("猫 & <b>chelsea<b>.png", "猫 & <b>chelsea<b>.png")]
    [InlineData("👩‍👩‍👧.gif", "👩‍👩‍👧.gif")]
    [InlineData("C:\\fakepath\\photo.jpg", "photo.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("  spaced out .jpg  ", "spaced out .jpg")]
    [InlineData("a\r\nb\0c\u001b[31m.jpg", "a\uFFFD\uFFFDb\uFFFDc\uFFFD[31m.jpg")]
    [InlineData("photo\u202Egpj.exe", "photo\uFFFDgpj.exe")]
    [InlineData("\u2066a\u2069\u2028b", "\uFFFDa\uFFFD\uFFFDb")]
    [InlineData(null, "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData("   ", "unnamed")]
    [InlineData("folder/", "unnamed")]
    public void A_name_is_made_fit_to_show(string? name, string clean) => FileName.Clean(name).ShouldBe(clean);

    [Fact]
    public void A_lone_surrogate_is_replaced() => FileName.Clean("a" + (char)0xD83D + "b").ShouldBe("a\uFFFDb");

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        FileName.Clean(new string('x', 300)).ShouldBe(new string('x', 255));
        FileName.Clean(new string('x', 254) + "🐈").ShouldBe(new string('x', 254));
        FileName.Clean(new string('x', 250) + "👩‍👩‍👧").ShouldBe(new string('x', 250));
        FileName.Clean(new string('x', 254) + "e\u0301").ShouldBe(new string('x', 254));
    }

    [Theory]
    [InlineData("e", "\u0301")]
    [InlineData("👩", "\u200d👩")]
    public void A_character_longer_than_a_name_is_cut_without_breaking_a_code_point(string first, string more)
    {
        var clean = FileName.Clean(first + string.Concat(Enumerable.Repeat(more, 1000)));
        clean.Length.ShouldBeInRange(253, 255);
        clean.EnumerateRunes().ShouldAllBe(rune => rune.Value != 0xFFFD);
    }
}
