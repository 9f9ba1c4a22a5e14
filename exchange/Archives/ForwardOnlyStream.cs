using System.Buffers;

namespace Vignette.Exchange.Archives;

/// <summary>
/// Counts what is written. Whoever writes synchronously, which a response does not take, is kept until the next
/// asynchronous write.
/// </summary>
internal sealed class ForwardOnlyStream(Stream inner) : WriteOnlyStream
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>Bytes that were passed on.</summary>
    public ulong Written { get; private set; }

    public override void Flush()
    {
    }

    /// <summary>Passes on what was kept.</summary>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_kept.WrittenCount > 0)
        {
            await inner.WriteAsync(_kept.WrittenMemory, cancellationToken);
            Written += (ulong)_kept.WrittenCount;
            _kept.ResetWrittenCount();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => _kept.Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        await inner.WriteAsync(buffer, cancellationToken);
        Written += (ulong)buffer.Length;
    }
}
