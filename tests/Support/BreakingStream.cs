namespace Vignette.Tests;

/// <summary>A stream that ends in a fault, as the body of a request does that is cut off.</summary>
/// <param name="first">Served before the rest, which is zeros.</param>
/// <param name="length">Bytes that come before the fault.</param>
public sealed class BreakingStream(ReadOnlyMemory<byte> first, int length, Exception fault) : ForwardStream
{
    public BreakingStream(int length, Exception fault)
        : this(ReadOnlyMemory<byte>.Empty, length, fault)
    {
    }

    protected override int Fill(Span<byte> buffer, long position)
    {
        if (position >= length)
        {
            throw fault;
        }

        // Uneven pieces, as a network has them.
        var at = (int)position;
        var count = Math.Min(Math.Min(buffer.Length, 4099), length - at);
        buffer[..count].Clear();
        if (at < first.Length)
        {
            count = Math.Min(count, first.Length - at);
            first.Span.Slice(at, count).CopyTo(buffer);
        }

        return count;
    }
}
