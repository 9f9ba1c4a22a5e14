using System.Globalization;
using Vignette.Pipeline;

namespace Vignette.Exchange.Archives;

/// <summary>An entry's content as it comes out of the zip: counted, stopped at its limits, and what is damaged said in words.</summary>
internal sealed class InflatingStream(Stream inner, string entry, long compressed, long maxBytes, InflationBudget budget) : ReadOnlyStream
{
    private long _count;

    public override long Position
    {
        get => _count;
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
