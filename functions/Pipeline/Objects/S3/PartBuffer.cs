using System.Buffers;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>
/// Holds a part of an upload, since S3 must know the size and the hash of what comes before it comes, and so that a
/// request can be sent again. It grows with the content up to <see cref="Capacity"/>.
/// </summary>
internal sealed class PartBuffer : IDisposable
{
    /// <summary>Bytes: 8 MiB, as other tools have it. S3 allows 5 MiB to 5 GiB, and 10,000 parts, so an object has up to 78 GiB.</summary>
    public const int Capacity = 8 << 20;

    private const int FirstBytes = 128 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);

    /// <summary>Bytes that the last <see cref="FillAsync"/> read.</summary>
    public int Length { get; private set; }

    public bool IsFull => Length == Capacity;

    /// <summary>Reads the next part in place of the last. What the content throws goes through.</summary>
    public async Task FillAsync(Stream content, CancellationToken cancellationToken)
    {
        Length = 0;
        while (true)
        {
            var room = Math.Min(_bytes.Length, Capacity) - Length;
            var read = await content.ReadAtLeastAsync(_bytes.AsMemory(Length, room), room, throwOnEndOfStream: false, cancellationToken);
            Length += read;
            if (read < room || IsFull)
            {
                return;
            }

            Grow();
        }
    }

    /// <summary>The bytes, to be read until the next <see cref="FillAsync"/>.</summary>
    public MemoryStream AsStream() => new(_bytes, 0, Length, writable: false);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(4 * _bytes.Length);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
