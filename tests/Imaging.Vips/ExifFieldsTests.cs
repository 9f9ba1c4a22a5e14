namespace Vignette.Imaging.Vips.Tests;

public sealed class ExifFieldsTests
{
    [Theory]
    [InlineData("Canon (Canon, ASCII, 6 components, 6 bytes)", "Canon")]
    [InlineData("2014:05:04 10:11:12 (2014:05:04 10:11:12, ASCII, 20 components, 20 bytes)", "2014:05:04 10:11:12")]
    [InlineData("DC-G9 (Europe) (DC-G9 (Europe), ASCII, 15 components, 15 bytes)", "DC-G9 (Europe)")]
    [InlineData("cut off in the second (cut, ASCII, 22 components, 22 bytes)", "cut off in the second")]
    public void The_value_is_taken_out_of_what_libvips_says(string text, string value) => ExifFields.ValueOf(text).ShouldBe(value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Canon")]
    [InlineData("6 (Right-top, Short, 1 components, 2 bytes)")]
    [InlineData(", ASCII, 0 components, 0 bytes)")]
    public void What_is_not_text_has_no_value(string? text) => ExifFields.ValueOf(text).ShouldBeNullOrEmpty();
}
