using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class ColorNamesTests
{
    [Theory]
    [InlineData("#000000", "black")]
    [InlineData("#ffffff", "white")]
    [InlineData("#7f7f7f", "grey")]
    [InlineData("#686667", "grey")]
    [InlineData("#ff0000", "red")]
    [InlineData("#ff8800", "orange")]
    [InlineData("#ffee00", "yellow")]
    [InlineData("#008800", "green")]
    [InlineData("#556b2f", "green")]
    [InlineData("#0000ff", "blue")]
    [InlineData("#87ceeb", "blue")]
    [InlineData("#243d5f", "blue")]
    [InlineData("#800080", "purple")]
    [InlineData("#ff69b4", "pink")]
    [InlineData("#8b4513", "brown")]
    [InlineData("#f5f5dc", "beige")]
    [InlineData("#008080", "teal")]
    public void A_colour_has_the_name_that_people_give_it(string hex, string family)
    {
        var rgb = Convert.FromHexString(hex.AsSpan(1));

        ColorNames.Nearest(OkLab.FromSrgb(rgb[0], rgb[1], rgb[2])).Family.ShouldBe(family);
    }
}
