using System.Buffers.Binary;

namespace Vignette.Imaging.ImageSharp.Files;

/// <summary>A WebP from chunk to chunk (RFC 9649, 2.3 to 2.7).</summary>
internal static class WebpStructure
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const byte AlphaFlag = 0x10;
    private const int AnimationFrameHeader = 16;

    /// <summary>Null unless all the bytes are there that the file says it has, and the first frame lies within the canvas.</summary>
    public static FirstFrame? Read(ReadOnlySpan<byte> file)
    {
        var length = RiffHeader <= file.Length ? (long)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8 : long.MaxValue;
        if (length > file.Length)
        {
            return null;
        }

        var canvas = ReadOnlySpan<byte>.Empty;
        var (hasAlpha, animated) = (false, 0);
        for (long at = RiffHeader; at + ChunkHeader <= length;)
        {
            var chunk = file[(int)at..(int)length];
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += ChunkHeader + size + (size & 1);
            if (ChunkHeader + (long)size > chunk.Length)
            {
                return null;
            }

            var data = chunk.Slice(ChunkHeader, (int)size);
            switch (chunk)
            {
                case [(byte)'V', (byte)'P', (byte)'8', (byte)'X', ..] when data.Length >= 10:
                    canvas = data;
                    hasAlpha = (data[0] & AlphaFlag) != 0;
                    break;
                case [(byte)'V', (byte)'P', (byte)'8', (byte)'L', ..] when canvas.IsEmpty && data.Length >= 5:
                    hasAlpha = (data[4] & AlphaFlag) != 0;
                    break;
                case [(byte)'A', (byte)'N', (byte)'M', (byte)'F', ..]:
                    if (animated++ == 0 && !IsWithin(canvas, data))
                    {
                        return null;
                    }

                    break;
            }
        }

        return new FirstFrame((int)length, Math.Max(1, animated), hasAlpha);
    }

    /// <summary>Whether a frame's place, in pixels in steps of two, and its size, less one, stay within the canvas.</summary>
    private static bool IsWithin(ReadOnlySpan<byte> canvas, ReadOnlySpan<byte> frame) =>
        !canvas.IsEmpty
        && frame.Length >= AnimationFrameHeader
        && (2L * UInt24(frame)) + UInt24(frame[6..]) <= UInt24(canvas[4..])
        && (2L * UInt24(frame[3..])) + UInt24(frame[9..]) <= UInt24(canvas[7..]);

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
