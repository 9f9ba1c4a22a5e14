using System.Security.Cryptography;

namespace Vignette.Pipeline.Intake;

/// <summary>A file's content on its way to the store: the bytes read ahead, then the rest; counted, hashed, and stopped at the limit.</summary>
internal sealed class MeasuredContent(ReadOnlyMemory<byte> head, Stream rest, long maxBytes) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _head = head;
    private long _count;

    public override long Position
    {
        get => _count;
    }

    /// <summary>Lower-case hexadecimal digits, once everything was read.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <exception cref="TooLargeException">More bytes came than a file may have.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (_head.Length > 0)
        {
            read = Math.Min(_head.Length, buffer.Length);
            _head[..read].CopyTo(buffer);
            _head = _head[read..];
        }
        else
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
        }

        _count += read;
        if (_count > maxBytes)
        {
            throw new TooLargeException();
        }

        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
