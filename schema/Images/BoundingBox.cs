namespace Vignette.Schema;

/// <summary>
/// A rectangle as fractions (0 to 1) of the oriented picture's width and height; the origin is the top left corner.
/// </summary>
public readonly record struct BoundingBox
{
    /// <exception cref="ArgumentOutOfRangeException">
    /// A value is not a number, the box is empty, or it reaches outside the picture.
    /// </exception>
    public BoundingBox(double x, double y, double width, double height)
    {
        if (!IsValid(x, y, width, height))
        {
            throw new ArgumentOutOfRangeException(nameof(x), $"A box must lie in the picture and not be empty: ({x}, {y}) {width} × {height}.");
        }

        (X, Y, Width, Height) = (x, y, width, height);
    }

    public double X { get; }

    public double Y { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>Whether these numbers make a box: finite, not empty, inside the picture.</summary>
    public static bool IsValid(double x, double y, double width, double height) =>
        x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + Tolerance && y + height <= 1 + Tolerance;

    // A box that ends at the right edge may miss 1 by a rounding error.
    private const double Tolerance = 1e-9;
}
