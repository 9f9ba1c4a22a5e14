using Vignette.Pipeline;

namespace Vignette.Exchange.Archives;

/// <summary>Reads a stream that another owns and closes.</summary>
internal sealed class KeptOpenStream(Stream inner) : ReadOnlyStream
{
    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);
}
