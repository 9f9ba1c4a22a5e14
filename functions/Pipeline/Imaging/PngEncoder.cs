using System.Buffers.Binary;
using System.IO.Compression;

namespace Vignette.Pipeline.Imaging;

/// <summary>Writes PNGs of 8-bit RGB (PNG 3, https://www.w3.org/TR/png-3), as small as one filter and zlib make them.</summary>
public static class PngEncoder
{
    private const int BytesPerPixel = 3;
    private const byte UpFilter = 2;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="rgb">Three bytes a pixel, row by row from the top.</param>
    /// <exception cref="ArgumentException">There are not three bytes for each pixel.</exception>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgb)
    {
        if (width < 1 || height < 1 || rgb.Length != width * height * BytesPerPixel)
        {
            throw new ArgumentException($"A picture of {width} × {height} pixels has three bytes for each, not {rgb.Length} in all.", nameof(rgb));
        }

        var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(width, height));
        WriteChunk(png, "IDAT"u8, Compress(width * BytesPerPixel, rgb));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>One chunk: its length, type, data and checksum (PNG 3, 5.3).</summary>
    /// <param name="type">Four letters.</param>
    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new MemoryStream();
        WriteChunk(chunk, type, data);
        return chunk.ToArray();
    }

    private static byte[] Header(int width, int height)
    {
        // Bit depth 8, colour type 2 (RGB), deflate, adaptive filters, not interlaced.
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return header;
    }

    private static byte[] Compress(int rowLength, ReadOnlySpan<byte> rgb)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var line = new byte[1 + rowLength];
            line[0] = UpFilter;
            ReadOnlySpan<byte> above = new byte[rowLength];
            for (var start = 0; start < rgb.Length; start += rowLength)
            {
                var row = rgb.Slice(start, rowLength);
                for (var i = 0; i < rowLength; i++)
                {
                    line[1 + i] = (byte)(row[i] - above[i]);
                }

                zlib.Write(line);
                above = row;
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc32.Append(Crc32.Append(Crc32.Start, type), data));
        png.Write(number);
    }
}
