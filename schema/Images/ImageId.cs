using System.Diagnostics.CodeAnalysis;

namespace Vignette.Schema;

/// <summary>
/// Identifies an image: a version-7 UUID (RFC 9562) in 32 lower-case hexadecimal digits, so that ids sort by the
/// time of upload and are safe in a path, an object key and an address.
/// </summary>
public readonly record struct ImageId
{
    private const int Length = 32;

    private readonly string? _value;

    private ImageId(string value) => _value = value;

    /// <summary>A new id at the clock's present time.</summary>
    public static ImageId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
    }

    /// <summary>Reads an id. Anything but 32 lower-case hexadecimal digits is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ImageId id)
    {
        id = default;
        if (text is null || text.Length != Length || !text.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        id = new ImageId(text);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no image id.</exception>
    public static ImageId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Not an image id: expected 32 lower-case hexadecimal digits.");

    public override string ToString() => _value ?? throw new InvalidOperationException("An image id was never set.");
}
