using System.Buffers.Binary;

namespace Vignette.Exchange.Archives;

/// <summary>
/// Finds out how large the list of entries at the end of a zip is, before anything reads all of it into memory
/// (APPNOTE 4.3.14 to 4.3.16).
/// </summary>
internal static class ArchiveDirectory
{
    private const int EndSize = 22;
    private const int MaxCommentSize = ushort.MaxValue;
    private const int LocatorSize = 20;
    private const int LargeEndSize = 56;
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint LargeEndSignature = 0x06064b50;

    /// <summary>Bytes from the list's beginning to the record at its end, or null where there is no such list.</summary>
    public static async Task<long?> SizeAsync(Stream file, CancellationToken cancellationToken)
    {
        var tail = new byte[Math.Min(file.Length, EndSize + MaxCommentSize + LocatorSize)];
        var start = file.Length - tail.Length;
        file.Position = start;
        await file.ReadExactlyAsync(tail, cancellationToken);
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndSignature)
            {
                continue;
            }

            var end = start + at;
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            if (at >= LocatorSize && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at - LocatorSize)) == LocatorSignature)
            {
                end = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - LocatorSize + 8));
                if (await LargeOffsetAsync(file, end, cancellationToken) is not { } large)
                {
                    return null;
                }

                offset = large;
            }

            return offset <= end ? end - offset : null;
        }

        return null;
    }

    private static async Task<long?> LargeOffsetAsync(Stream file, long end, CancellationToken cancellationToken)
    {
        if (end < 0 || end > file.Length - LargeEndSize)
        {
            return null;
        }

        var record = new byte[LargeEndSize];
        file.Position = end;
        await file.ReadExactlyAsync(record, cancellationToken);
        var offset = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == LargeEndSignature && offset >= 0 ? offset : null;
    }
}
