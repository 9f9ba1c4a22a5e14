using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Pipeline.Tests.Imaging;

/// <summary>Reads a PNG of 8-bit RGB with no filter but None and Up, by the specification and by nothing that wrote it.</summary>
internal static class PngFile
{
    public static PixelSample Read(byte[] png)
    {
        png[..8].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var (header, data) = (Array.Empty<byte>(), new MemoryStream());
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var typeAndContent = png[(at + 4)..(at + 8 + length)];
            BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)).ShouldBe(ExpectedCrc32.Of(typeAndContent));
            switch (Encoding.Latin1.GetString(typeAndContent[..4]))
            {
                case "IHDR":
                    header = typeAndContent[4..];
                    break;
                case "IDAT":
                    data.Write(typeAndContent.AsSpan(4));
                    break;
                default:
                    (at + 12 + length).ShouldBe(png.Length);
                    break;
            }

            at += 12 + length;
        }

        header[8..].ShouldBe([8, 2, 0, 0, 0]);
        return Unfilter(BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), Inflate(data));
    }

    private static PixelSample Unfilter(int width, int height, byte[] lines)
    {
        var rowLength = width * 3;
        lines.Length.ShouldBe(height * (rowLength + 1));
        var rgb = new byte[rowLength * height];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (row, column) = Math.DivRem(i, rowLength);
            var filter = lines[row * (rowLength + 1)];
            filter.ShouldBeOneOf<byte>(0, 2);
            var above = filter == 2 && row > 0 ? rgb[i - rowLength] : 0;
            rgb[i] = (byte)(lines[(row * (rowLength + 1)) + 1 + column] + above);
        }

        return new PixelSample(width, height, rgb);
    }

    private static byte[] Inflate(MemoryStream data)
    {
        data.Position = 0;
        var inflated = new MemoryStream();
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }
}
