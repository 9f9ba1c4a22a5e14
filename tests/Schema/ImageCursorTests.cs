using Vignette.Schema.Catalog;

namespace Vignette.Schema.Tests;

public sealed class ImageCursorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void A_cursor_survives_an_address(long sequence)
    {
        ImageCursor.TryParse(new ImageCursor(sequence).ToString(), out var cursor).ShouldBeTrue();
        cursor.ShouldBe(new ImageCursor(sequence));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    [InlineData("1; DROP TABLE images")]
    [InlineData("١")]
    public void Anything_else_is_no_cursor(string? text)
    {
        ImageCursor.TryParse(text, out var cursor).ShouldBeFalse();
        cursor.ShouldBeNull();
    }
}
