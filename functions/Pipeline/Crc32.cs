namespace Vignette.Pipeline;

/// <summary>The check sum of PNG, gzip and zip (ISO 3309, polynomial 0x04C11DB7 reflected). .NET has one in a package of its own, which not every registry has.</summary>
public static class Crc32
{
    /// <summary>What a check sum begins with, before <see cref="Append"/>; its complement is the result.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Of)];

    /// <param name="crc"><see cref="Start"/>, or what came of the bytes before.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint Of(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }

        return crc;
    }
}
