namespace Vignette.Tests;

/// <summary>The checksum of PNG's chunks (PNG 3, annex D), computed bit by bit: slowly, and with nothing that what it checks uses.</summary>
public static class ExpectedCrc32
{
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }
        }

        return ~crc;
    }
}
