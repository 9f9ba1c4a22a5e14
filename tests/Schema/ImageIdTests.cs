using Vignette.Tests;

namespace Vignette.Schema.Tests;

public sealed class ImageIdTests
{
    [Fact]
    public void Ids_are_version_7_uuids_that_sort_by_time()
    {
        var clock = new ManualTimeProvider();
        var first = ImageId.New(clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = ImageId.New(clock);

        first.ToString().ShouldMatch("^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$");
        string.CompareOrdinal(first.ToString(), second.ToString()).ShouldBeLessThan(0);
        ImageId.Parse(first.ToString()).ShouldBe(first);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("../../../../../../etc/passwd12345")]
    [InlineData("0123456789abcdef0123456789abcd\0f")]
    [InlineData("٠123456789abcdef0123456789abcdef")]
    public void Anything_else_is_no_id(string? text)
    {
        ImageId.TryParse(text, out _).ShouldBeFalse();
        if (text is not null)
        {
            Should.Throw<FormatException>(() => ImageId.Parse(text));
        }
    }

    [Fact]
    public void An_id_that_was_never_set_is_not_written() => Should.Throw<InvalidOperationException>(() => default(ImageId).ToString());
}
