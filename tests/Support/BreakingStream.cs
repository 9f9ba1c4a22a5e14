namespace Vignette.Tests;

/// <summary>A stream that ends in a fault, as the body of a request does that is cut off.</summary>
/// <param name="first">Served before the rest, which is zeros.</param>
/// <param name="length">Bytes that come before the fault.</param>
public sealed class BreakingStream(ReadOnlyMemory<byte> first, int length, Exception fault) : Stream
{
    private int _position;

    public BreakingStream(int length, Exception fault)
        : this(ReadOnlyMemory<byte>.Empty, length, fault)
    {
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= length)
        {
            throw fault;
        }

        // Uneven pieces, as a network has them.
        var count = Math.Min(Math.Min(buffer.Length, 4099), length - _position);
        buffer[..count].Clear();
        if (_position < first.Length)
        {
            count = Math.Min(count, first.Length - _position);
            first.Span.Slice(_position, count).CopyTo(buffer);
        }

        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
