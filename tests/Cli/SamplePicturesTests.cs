using Vignette.Cli.Samples;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Tests;

public sealed class SamplePicturesTests
{
    [Fact]
    public void Every_sample_is_a_PNG_of_its_own()
    {
        var drawn = SamplePictures.All.Select(picture => picture.Draw()).ToList();

        drawn.ShouldAllBe(png => ImageFormats.Detect(png) == ImageFormat.Png);
        drawn.Select(Convert.ToHexString).ShouldBeUnique();
        SamplePictures.All.Select(picture => picture.FileName).ShouldBeUnique();
    }

    [Fact]
    public void A_sample_is_drawn_the_same_every_time()
    {
        var picture = SamplePictures.All[0];

        picture.Draw().ShouldBe(picture.Draw());
    }
}
