namespace Vignette.Schema;

/// <summary>
/// A rectangle as fractions (0 to 1) of the oriented picture's width and height; the origin is the top left corner.
/// </summary>
public readonly record struct BoundingBox
{
    /// <summary>What a box must be, for a person.</summary>
    public const string Rule = "A box is not empty and lies in the picture: x, y, width and height are fractions from 0 to 1.";

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

    /// <summary>What both have in common, as a fraction (0 to 1) of what they cover together.</summary>
    public double OverlapWith(BoundingBox other)
    {
        var width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        var height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        var common = width * height;
        return common / ((Width * Height) + (other.Width * other.Height) - common);
    }

    // A box that ends at the right edge may miss 1 by a rounding error.
    private const double Tolerance = 1e-9;
}
