using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class ExifTextTests
{
    [Theory]
    [InlineData("Canon", "Canon EOS 5D", "Canon EOS 5D")]
    [InlineData("NIKON CORPORATION", "NIKON D90", "NIKON D90")]
    [InlineData("SONY", "DSC-RX100", "SONY DSC-RX100")]
    [InlineData("Apple", null, "Apple")]
    [InlineData(null, "iPhone 12", "iPhone 12")]
    [InlineData("  SONY \0\0", "DSC\t\r\n-RX100 ", "SONY DSC -RX100")]
    [InlineData(null, null, null)]
    [InlineData(" ", "\0", null)]
    public void A_camera_has_one_readable_name(string? make, string? model, string? name) => CameraName.Of(make, model).ShouldBe(name);

    [Fact]
    public void A_name_that_is_no_name_is_cut()
    {
        var name = CameraName.Of(new string('m', 100_000), new string('n', 100_000));

        name.ShouldBe(new string('m', 64) + " " + new string('n', 64));
    }

    [Fact]
    public void A_moment_is_read_as_the_camera_wrote_it() =>
        ExifDate.Parse("2014:05:04 10:11:12").ShouldBe(new DateTime(2014, 5, 4, 10, 11, 12));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("    :  :     :  :  ")]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("0001:01:01 00:00:00")]
    [InlineData("2014:13:04 10:11:12")]
    [InlineData("2014-05-04T10:11:12Z")]
    [InlineData("yesterday")]
    public void What_is_no_moment_is_none(string? text) => ExifDate.Parse(text).ShouldBeNull();
}
