using Vignette.Pipeline;

namespace Vignette.Exchange.Archives;

/// <summary>Takes the size and the check sum of what is written through it.</summary>
internal sealed class MeasuringStream(Stream inner) : WriteOnlyStream
{
    private uint _crc = Crc32.Start;

    public ulong Size { get; private set; }

    public uint Crc => ~_crc;

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Measure(buffer.AsSpan(offset, count));
        inner.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Measure(buffer.Span);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    private void Measure(ReadOnlySpan<byte> data)
    {
        _crc = Crc32.Append(_crc, data);
        Size += (ulong)data.Length;
    }
}
