using System.Buffers.Binary;

namespace Vignette.Imaging.ImageSharp.Files;

/// <summary>A JPEG from marker to marker (ISO/IEC 10918-1, annex B).</summary>
internal static class JpegStructure
{
    private const byte Stuffing = 0x00;
    private const byte Temporary = 0x01;
    private const byte FirstRestart = 0xD0;
    private const byte LastRestart = 0xD7;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Fill = 0xFF;

    /// <summary>Null unless there is a scan and, after the last one, the marker that ends the image.</summary>
    public static FirstFrame? Read(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        for (var at = 2; at < file.Length;)
        {
            // Whatever is no marker is a scan's data, or bytes that decoders pass over.
            var toMarker = file[at..].IndexOf(Fill);
            at += toMarker + 1;
            if (toMarker < 0 || at >= file.Length)
            {
                return null;
            }

            switch (file[at])
            {
                case Fill:
                    break;
                case Stuffing or Temporary or StartOfImage or (>= FirstRestart and <= LastRestart):
                    at++;
                    break;
                case EndOfImage:
                    return scans == 0 ? null : new FirstFrame(at + 1, 1, HasAlpha: false);
                case var marker:
                    if (at + 3 > file.Length)
                    {
                        return null;
                    }

                    scans += marker == StartOfScan ? 1 : 0;
                    at += 1 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 1)..]);
                    break;
            }
        }

        return null;
    }
}
