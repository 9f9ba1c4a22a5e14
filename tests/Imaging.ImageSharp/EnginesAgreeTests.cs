using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>What one machine shows, AWS shows too: libvips and ImageSharp come to the same result.</summary>
[Collection(nameof(EngineCollection))]
public sealed class EnginesAgreeTests
{
    private const string Cmyk = "coffee-cmyk.jpg";

    private static readonly RenditionSpec Thumb = new("thumb", 320, 320);
    private static readonly RenditionSpec Preview = new("preview", 1440, 1440);

    private readonly Engines _engines = new();

    public static TheoryData<string> Photographs() => [.. Photos.Good.Select(photo => Path.GetFileName(photo)).Where(photo => photo != Cmyk)];

    public static TheoryData<string> OtherForms() => [.. PhotoForms.All.Keys];

    [Theory]
    [MemberData(nameof(Photographs))]
    public Task A_photo(string photo) =>
        _engines.ShouldAgreeAsync(Read(photo), Engines.Likeness, 3, Thumb, Preview);

    [Theory]
    [InlineData("rocket.jpg", 320)]
    [InlineData("rocket.jpg", 250)]
    [InlineData("rocket.jpg", 100)]
    [InlineData("rocket-exif6.jpg", 100)]
    [InlineData("hubble_deep_field.jpg", 320)]
    [InlineData("hubble-gray.jpg", 110)]
    [InlineData("astronaut-progressive.jpg", 60)]
    public Task A_JPEG_that_the_decoder_shrinks(string photo, int bounds) =>
        _engines.ShouldAgreeAsync(Read(photo), Engines.Likeness, 5, new RenditionSpec("alone", bounds, bounds));

    [Theory]
    [MemberData(nameof(OtherForms))]
    public Task A_form_that_no_photo_has(string form) =>
        _engines.ShouldAgreeAsync(PhotoForms.All[form](), Engines.Likeness, 3, Thumb, Preview);

    /// <summary>
    /// libvips goes by a printer's profile, its own where the file has none; ImageSharp 3 knows no such profile and takes the
    /// inks for pure, so that its colours are stronger. Shapes are the same, and so is what is light and what is dark.
    /// </summary>
    [Fact]
    public Task A_CMYK_photo_but_for_its_colours() =>
        _engines.ShouldAgreeAsync(Read(Cmyk), 0.85, 25, Thumb, Preview);

    private static byte[] Read(string photo) => File.ReadAllBytes(Photos.Path($"good/{photo}"));
}
