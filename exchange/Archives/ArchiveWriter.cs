using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Vignette.Exchange.Spooling;

namespace Vignette.Exchange.Archives;

/// <summary>
/// Writes a zip forwards, entry by entry, and never synchronously (APPNOTE 6.3.10). The list of entries that ends it waits
/// in a temporary file: however many there are, they take no memory, as those of .NET's own writer do.
/// </summary>
internal sealed class ArchiveWriter(Stream output) : IAsyncDisposable
{
    private const uint LocalSignature = 0x04034b50;
    private const uint DescriptorSignature = 0x08074b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint LargeEndSignature = 0x06064b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint EndSignature = 0x06054b50;

    // Sizes and check sum follow the content; names are UTF-8.
    private const ushort Flags = 0x0808;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    // Zip 2.0, and 4.5 where something is larger than 32 bits tell.
    private const ushort Version = 20;
    private const ushort LargeVersion = 45;

    // The earliest day that a zip knows, 1980-01-01: the same data set makes the same bytes.
    private const ushort Date = 0x0021;

    // .NET writes nothing at all for nothing, which is no deflated content: RFC 1951, 3.2.6.
    private static readonly byte[] DeflatedNothing = [0x03, 0x00];

    private readonly ForwardOnlyStream _output = new(output);
    private readonly FileStream _directory = TemporaryFile.Create();
    private readonly ArrayBufferWriter<byte> _record = new();
    private ulong _count;

    public Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken) => AddAsync(name, Deflated, write, cancellationToken);

    public Task AddTextAsync(string name, string text, CancellationToken cancellationToken) =>
        AddAsync(name, content => content.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask(), cancellationToken);

    /// <summary>The pictures, into a folder; they are compressed already.</summary>
    public async Task AddPicturesAsync(string folder, IEnumerable<DatasetImage> images, IPictureSource pictures, CancellationToken cancellationToken)
    {
        foreach (var image in images)
        {
            if (image.Picture is not { } name || await pictures.OpenAsync(image, cancellationToken) is not { } picture)
            {
                continue;
            }

            await using (picture)
            {
                await AddAsync(folder + name, Stored, content => picture.CopyToAsync(content, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>Ends the zip with the list of its entries.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await _output.FlushAsync(cancellationToken);
        var start = _output.Written;
        await _directory.FlushAsync(cancellationToken);
        _directory.Position = 0;
        await _directory.CopyToAsync(_output, cancellationToken);
        var end = _output.Written;
        if (_count >= ushort.MaxValue || IsLarge(start) || IsLarge(end - start))
        {
            // 4.3.14 and 4.3.15
            Write32(LargeEndSignature);
            Write64(44);
            Write16(LargeVersion);
            Write16(LargeVersion);
            Write32(0);
            Write32(0);
            Write64(_count);
            Write64(_count);
            Write64(end - start);
            Write64(start);
            Write32(LocatorSignature);
            Write32(0);
            Write64(end);
            Write32(1);
        }

        // 4.3.16
        Write32(EndSignature);
        Write32(0);
        Write16((ushort)Math.Min(_count, ushort.MaxValue));
        Write16((ushort)Math.Min(_count, ushort.MaxValue));
        Write32(Small(end - start));
        Write32(Small(start));
        Write16(0);
        await PassOnAsync(_output, cancellationToken);
        await _output.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private async Task AddAsync(string name, ushort method, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        await _output.FlushAsync(cancellationToken);
        var offset = _output.Written;

        // 4.3.7
        Write32(LocalSignature);
        Write16(Version);
        WriteKind(method);
        Write32(0);
        Write32(0);
        Write32(0);
        Write16((ushort)nameBytes.Length);
        Write16(0);
        _record.Write(nameBytes);
        await PassOnAsync(_output, cancellationToken);

        var start = _output.Written;
        MeasuringStream content;
        await using (var packed = method == Deflated ? new DeflateStream(_output, CompressionLevel.Fastest, leaveOpen: true) : null)
        {
            content = new MeasuringStream((Stream?)packed ?? _output);
            await write(content);
        }

        if (method == Deflated && content.Size == 0)
        {
            await _output.WriteAsync(DeflatedNothing, cancellationToken);
        }

        await _output.FlushAsync(cancellationToken);
        var (crc, size, packedSize) = (content.Crc, content.Size, _output.Written - start);

        // 4.3.9
        var isLarge = IsLarge(size) || IsLarge(packedSize);
        Write32(DescriptorSignature);
        Write32(crc);
        WriteSize(packedSize, isLarge);
        WriteSize(size, isLarge);
        await PassOnAsync(_output, cancellationToken);

        // 4.3.12 and 4.5.3: all three are in the extra field as soon as one has to be.
        isLarge |= IsLarge(offset);
        Write32(EntrySignature);
        Write16(LargeVersion);
        Write16(isLarge ? LargeVersion : Version);
        WriteKind(method);
        Write32(crc);
        Write32(isLarge ? uint.MaxValue : (uint)packedSize);
        Write32(isLarge ? uint.MaxValue : (uint)size);
        Write16((ushort)nameBytes.Length);
        Write16((ushort)(isLarge ? 28 : 0));
        Write16(0);
        Write32(0);
        Write32(0);
        Write32(isLarge ? uint.MaxValue : (uint)offset);
        _record.Write(nameBytes);
        if (isLarge)
        {
            Write16(1);
            Write16(24);
            Write64(size);
            Write64(packedSize);
            Write64(offset);
        }

        await PassOnAsync(_directory, cancellationToken);
        _count++;
    }

    private static bool IsLarge(ulong value) => value >= uint.MaxValue;

    private static uint Small(ulong value) => (uint)Math.Min(value, uint.MaxValue);

    private void WriteKind(ushort method)
    {
        Write16(Flags);
        Write16(method);
        Write16(0);
        Write16(Date);
    }

    private void WriteSize(ulong size, bool isLarge)
    {
        if (isLarge)
        {
            Write64(size);
        }
        else
        {
            Write32((uint)size);
        }
    }

    private void Write16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_record.GetSpan(sizeof(ushort)), value);
        _record.Advance(sizeof(ushort));
    }

    private void Write32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_record.GetSpan(sizeof(uint)), value);
        _record.Advance(sizeof(uint));
    }

    private void Write64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_record.GetSpan(sizeof(ulong)), value);
        _record.Advance(sizeof(ulong));
    }

    private async Task PassOnAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_record.WrittenMemory, cancellationToken);
        _record.ResetWrittenCount();
    }
}
