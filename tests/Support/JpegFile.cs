using System.Buffers.Binary;

namespace Vignette.Tests;

/// <summary>Reads what a JPEG consists of (ISO/IEC 10918-1, annex B).</summary>
public static class JpegFile
{
    private const byte StartOfScan = 0xDA;

    /// <summary>The second bytes of the markers between the start of the image and its first scan, that included.</summary>
    public static IReadOnlyList<byte> Markers(ReadOnlySpan<byte> jpeg)
    {
        var markers = new List<byte>();
        for (var at = 2; markers.LastOrDefault() != StartOfScan; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            jpeg[at].ShouldBe((byte)0xFF);
            markers.Add(jpeg[at + 1]);
        }

        return markers;
    }
}
