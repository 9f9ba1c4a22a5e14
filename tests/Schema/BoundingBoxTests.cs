namespace Vignette.Schema.Tests;

public sealed class BoundingBoxTests
{
    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0.7, 0.1, 0.3, 0.9)]
    [InlineData(0.1, 0.2, 0.0001, 0.0001)]
    public void A_box_in_the_picture_is_one(double x, double y, double width, double height)
    {
        BoundingBox.IsValid(x, y, width, height).ShouldBeTrue();
        new BoundingBox(x, y, width, height).ShouldBe(new BoundingBox(x, y, width, height));
    }

    [Theory]
    [InlineData(-0.1, 0, 0.5, 0.5)]
    [InlineData(0, -0.1, 0.5, 0.5)]
    [InlineData(0, 0, 0, 0.5)]
    [InlineData(0, 0, 0.5, -0.5)]
    [InlineData(0.6, 0, 0.5, 0.5)]
    [InlineData(0, 0.6, 0.5, 0.5)]
    [InlineData(double.NaN, 0, 0.5, 0.5)]
    [InlineData(0, 0, double.NaN, 0.5)]
    [InlineData(0, 0, double.PositiveInfinity, 0.5)]
    [InlineData(double.NegativeInfinity, 0, 0.5, 0.5)]
    [InlineData(100, 200, 300, 400)]
    public void Anything_else_is_none(double x, double y, double width, double height)
    {
        BoundingBox.IsValid(x, y, width, height).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => new BoundingBox(x, y, width, height));
    }
}
