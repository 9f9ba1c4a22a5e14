namespace Vignette.Tests;

/// <summary>A stream of any length that is never in memory, of which every byte can be checked.</summary>
public sealed class PatternStream(long length) : ForwardStream
{
    public override long Length => length;

    /// <summary>Reads to the end and returns how many bytes there were.</summary>
    /// <exception cref="InvalidDataException">A byte is not the pattern's.</exception>
    public static async Task<long> CheckAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        long position = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != At(position + i))
                {
                    throw new InvalidDataException($"Byte {position + i} is not what was written.");
                }
            }

            position += read;
        }

        return position;
    }

    protected override int Fill(Span<byte> buffer, long position)
    {
        var count = (int)Math.Min(buffer.Length, length - position);
        for (var i = 0; i < count; i++)
        {
            buffer[i] = At(position + i);
        }

        return count;
    }

    private static byte At(long position) => (byte)(position * 31 ^ position >> 13);
}
