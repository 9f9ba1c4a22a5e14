using System.Numerics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;
using Vignette.Imaging.ImageSharp.Colors;
using Vignette.Tests;

namespace Vignette.Imaging.ImageSharp.Tests;

public sealed class ColorTransformTests
{
    // Expected by the definitions of the spaces, not by any profile: primaries, white point and curve.
    [Theory]
    [InlineData(200, 100, 50, 215, 93, 31)]
    [InlineData(10, 20, 30, 7, 20, 31)]
    [InlineData(50, 150, 100, 0, 153, 95)]
    [InlineData(128, 128, 128, 128, 128, 128)]
    [InlineData(255, 255, 255, 255, 255, 255)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 0, 255, 0, 0)]
    public void Display_P3(byte red, byte green, byte blue, byte expectedRed, byte expectedGreen, byte expectedBlue) =>
        ShouldBeNear(Applied(IccProfiles.DisplayP3(), new Rgb24(red, green, blue)), new Rgb24(expectedRed, expectedGreen, expectedBlue));

    [Theory]
    [InlineData(200, 100, 50, 227, 100, 42)]
    [InlineData(128, 128, 128, 129, 129, 129)]
    [InlineData(255, 255, 255, 255, 255, 255)]
    public void Adobe_RGB(byte red, byte green, byte blue, byte expectedRed, byte expectedGreen, byte expectedBlue) =>
        ShouldBeNear(Applied(IccProfiles.AdobeRgb(), new Rgb24(red, green, blue)), new Rgb24(expectedRed, expectedGreen, expectedBlue));

    [Theory]
    [InlineData(200, 206)]
    [InlineData(50, 55)]
    [InlineData(0, 0)]
    [InlineData(255, 255)]
    public void A_curve_of_many_points(byte level, byte expected) =>
        ShouldBeNear(Applied(IccProfiles.Measured(), new Rgb24(level, level, level)), new Rgb24(expected, expected, expected));

    [Theory]
    [InlineData(200, 210)]
    [InlineData(20, 26)]
    public void Grey_of_gamma_1_8(byte level, byte expected) =>
        ShouldBeNear(Applied(IccProfiles.Grey(), new Rgb24(level, level, level), PngColorType.Grayscale), new Rgb24(expected, expected, expected));

    // Each comes to the square at the level 128: 137 in sRGB.
    [Theory]
    [InlineData(0, new[] { 2.0 })]
    [InlineData(1, new[] { 2.0, 1, 0 })]
    [InlineData(2, new[] { 2.0, 1, 0, 0 })]
    [InlineData(3, new[] { 2.0, 1, 0, 0.25, 0.1 })]
    [InlineData(4, new[] { 2.0, 1, 0, 0.25, 0.1, 0, 0 })]
    public void Every_formula_of_the_specification(byte function, double[] parameters) =>
        ShouldBeNear(Applied(Grey(IccProfiles.Parametric(function, parameters)), new Rgb24(128, 128, 128), PngColorType.Grayscale), new Rgb24(137, 137, 137));

    [Fact]
    public void A_curve_of_no_points_changes_nothing_but_the_encoding() =>
        ShouldBeNear(Applied(Grey(IccProfiles.Sampled()), new Rgb24(55, 55, 55), PngColorType.Grayscale), new Rgb24(128, 128, 128));

    [Fact]
    public void A_profile_for_grey_is_not_for_colours() => Of(IccProfiles.Grey()).ShouldBeNull();

    [Fact]
    public void A_profile_for_colours_is_not_for_grey() => Of(IccProfiles.DisplayP3(), PngColorType.Grayscale).ShouldBeNull();

    [Fact]
    public void A_profile_that_is_tables_is_not_followed()
    {
        Of(IccProfiles.Profile("CMYK", ("A2B0", new byte[64]))).ShouldBeNull();
        Of(IccProfiles.Profile("RGB ", ("A2B0", new byte[64]))).ShouldBeNull();
    }

    [Fact]
    public void Without_a_profile_there_is_nothing_to_do() => ColorTransform.ToSrgb(new ImageMetadata()).ShouldBeNull();

    [Fact]
    public void A_profile_cut_off_anywhere_does_no_harm()
    {
        var profile = IccProfiles.DisplayP3();
        for (var length = 0; length < profile.Length; length++)
        {
            Of(profile[..length]).ShouldBeNull();
        }
    }

    [Fact]
    public void A_damaged_profile_does_no_harm()
    {
        var random = new Random(7);
        byte[][] profiles = [IccProfiles.DisplayP3(), IccProfiles.Measured(), IccProfiles.AdobeRgb()];
        for (var round = 0; round < 3000; round++)
        {
            var damaged = profiles[round % profiles.Length];
            for (var flip = random.Next(1, 8); flip > 0; flip--)
            {
                damaged[random.Next(16, damaged.Length)] = (byte)random.Next(256);
            }

            if (Of(damaged) is { } transform)
            {
                using var image = new Image<Rgb24>(2, 2, new Rgb24(200, 100, 50));
                transform.Apply(image);
            }

            profiles = [IccProfiles.DisplayP3(), IccProfiles.Measured(), IccProfiles.AdobeRgb()];
        }
    }

    [Fact]
    public void A_formula_that_gives_no_number_gives_black() =>
        Applied(Grey(IccProfiles.Parametric(1, 0.5, -1, 0.5)), new Rgb24(255, 255, 255), PngColorType.Grayscale).ShouldBe(new Rgb24(0, 0, 0));

    private static byte[] Grey(byte[] curve) => IccProfiles.Profile("GRAY", ("wtpt", IccProfiles.Xyz(new Vector3(0.9642f, 1, 0.8249f))), ("kTRC", curve));

    private static ColorTransform? Of(byte[] profile, PngColorType color = PngColorType.Rgb)
    {
        var picture = new ImageMetadata { IccProfile = new IccProfile(profile) };
        picture.GetPngMetadata().ColorType = color;
        return ColorTransform.ToSrgb(picture);
    }

    private static Rgb24 Applied(byte[] profile, Rgb24 color, PngColorType kind = PngColorType.Rgb)
    {
        using var image = new Image<Rgb24>(1, 1, color);
        Of(profile, kind).ShouldNotBeNull().Apply(image);
        return image[0, 0];
    }

    private static void ShouldBeNear(Rgb24 color, Rgb24 expected) =>
        new[] { color.R - expected.R, color.G - expected.G, color.B - expected.B }.ShouldAllBe(difference => Math.Abs(difference) <= 1, $"{color}, not {expected}");
}
