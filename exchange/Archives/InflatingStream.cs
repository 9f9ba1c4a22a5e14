using System.Globalization;

namespace Vignette.Exchange.Archives;

/// <summary>An entry's content as it comes out of the zip: counted, stopped at its limits, and what is damaged said in words.</summary>
internal sealed class InflatingStream(Stream inner, string entry, long compressed, long maxBytes, InflationBudget budget) : Stream
{
    private long _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    /// <exception cref="DatasetException">The entry is damaged, or there is more in it than is taken.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new DatasetException($"{Shown.Name(entry)} in the zip is damaged.", fault);
        }

        _count += read;
        if (_count > maxBytes)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"{Shown.Name(entry)} in the zip is larger than the {maxBytes:N0} bytes that are taken."));
        }

        budget.Take(entry, read, _count, compressed);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Entries are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
