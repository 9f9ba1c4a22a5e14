using System.Buffers.Binary;
using System.Text;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>
/// A comment that is put into a picture's file, so that no two files are alike: their digests differ, and what they show does not.
/// It costs a copy of the file, no more, whatever the format.
/// </summary>
internal static class PictureMark
{
    /// <summary>A copy of the file with the comment in it.</summary>
    /// <param name="comment">At most 200 letters of ASCII.</param>
    /// <exception cref="InvalidDataException">The file ends before its header does.</exception>
    public static byte[] Put(ImageFormat format, ReadOnlySpan<byte> file, string comment)
    {
        var text = Encoding.ASCII.GetBytes(comment);
        try
        {
            return format switch
            {
                ImageFormat.Jpeg => Insert(file, AfterJfif(file), [0xFF, 0xFE, 0, (byte)(text.Length + 2), .. text]),
                ImageFormat.Png => Insert(file, AfterHeader, PngEncoder.Chunk("tEXt"u8, [.. "Comment\0"u8, .. text])),
                ImageFormat.Gif => Insert(file, AfterColours(file), [0x21, 0xFE, (byte)text.Length, .. text, 0]),
                ImageFormat.WebP => Append(file, text),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
            };
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("The file ends in its header.", fault);
        }
    }

    // PNG 3: the signature, and IHDR with its length, type, 13 bytes and checksum.
    private const int AfterHeader = 8 + 4 + 4 + 13 + 4;

    // JFIF's segment comes first where there is one (ITU-T T.871, 10.1).
    private static int AfterJfif(ReadOnlySpan<byte> file) => file[2..] is [0xFF, 0xE0, ..] ? 4 + BinaryPrimitives.ReadUInt16BigEndian(file[4..]) : 2;

    // GIF89a: the screen's descriptor says in its fifth byte whether a table of colours follows, and how long it is.
    private static int AfterColours(ReadOnlySpan<byte> file) => 13 + ((file[10] & 0x80) == 0 ? 0 : 3 << ((file[10] & 7) + 1));

    private static byte[] Insert(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> mark) => [.. file[..at], .. mark, .. file[at..]];

    // RFC 9649, 2.3 and 2.7: chunks that nobody knows are passed over. An odd one is filled up, and the first length counts all of it.
    private static byte[] Append(ReadOnlySpan<byte> file, byte[] text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        byte[] marked = [.. file, .. "Note"u8, .. length, .. text, .. new byte[text.Length % 2]];
        BinaryPrimitives.WriteInt32LittleEndian(marked.AsSpan(4), marked.Length - 8);
        return marked;
    }
}
