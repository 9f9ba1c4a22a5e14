using System.Buffers.Binary;

namespace Vignette.Imaging.ImageSharp.Files;

/// <summary>A PNG from chunk to chunk (PNG 3, 5.3).</summary>
internal static class PngStructure
{
    private const int SignatureLength = 8;
    private const int LengthAndType = 8;
    private const int Checksum = 4;
    private const int ColorTypeInHeader = 9;
    private const int AlphaBit = 4;

    /// <summary>Null unless every chunk up to the one that ends the image is there. Of an animation only the still picture counts.</summary>
    public static FirstFrame? Read(ReadOnlySpan<byte> file)
    {
        var hasAlpha = false;
        for (long at = SignatureLength; at + LengthAndType + Checksum <= file.Length;)
        {
            var chunk = file[(int)at..];
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            at += LengthAndType + length + Checksum;
            if (at > file.Length)
            {
                return null;
            }

            var type = chunk[4..LengthAndType];
            var data = chunk.Slice(LengthAndType, (int)length);
            if (type.SequenceEqual("IEND"u8))
            {
                return new FirstFrame((int)at, 1, hasAlpha);
            }

            hasAlpha |= type.SequenceEqual("tRNS"u8)
                || (type.SequenceEqual("IHDR"u8) && data.Length > ColorTypeInHeader && (data[ColorTypeInHeader] & AlphaBit) != 0);
        }

        return null;
    }
}
