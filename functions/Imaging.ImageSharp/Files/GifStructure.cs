namespace Vignette.Imaging.ImageSharp.Files;

/// <summary>A GIF from block to block (GIF89a specification, appendix B).</summary>
internal static class GifStructure
{
    private const int HeaderLength = 13;
    private const int FlagsInHeader = 10;
    private const int DescriptorLength = 10;
    private const int FlagsInDescriptor = 9;
    private const byte Image = 0x2C;
    private const byte Extension = 0x21;
    private const byte GraphicControl = 0xF9;
    private const int FlagsInControl = 3;

    /// <summary>Null unless the first image is there to its last block; what comes after it is only counted.</summary>
    public static FirstFrame? Read(ReadOnlySpan<byte> file)
    {
        FirstFrame? first = null;
        var hasAlpha = false;
        var at = HeaderLength <= file.Length ? HeaderLength + ColorTableLength(file[FlagsInHeader]) : file.Length;
        while (at < file.Length && file[at] is Image or Extension)
        {
            int end;
            if (file[at] == Extension)
            {
                hasAlpha |= at + FlagsInControl < file.Length && file[at + 1] == GraphicControl && (file[at + FlagsInControl] & 1) != 0;
                end = EndOfBlocks(file, at + 2);
            }
            else
            {
                // The least code size is one byte between the colours and the image's own blocks.
                end = at + DescriptorLength <= file.Length
                    ? EndOfBlocks(file, at + DescriptorLength + ColorTableLength(file[at + FlagsInDescriptor]) + 1)
                    : -1;
                if (end >= 0)
                {
                    first = first is { } earlier ? earlier with { Frames = earlier.Frames + 1 } : new FirstFrame(end, 1, hasAlpha);
                }
            }

            if (end < 0)
            {
                break;
            }

            at = end;
        }

        return first;
    }

    /// <summary>Bytes of the table of colours that these flags announce.</summary>
    private static int ColorTableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Where a chain of blocks ends, each led by its length and the last one empty; -1 where the file ends first.</summary>
    private static int EndOfBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            if (file[at] == 0)
            {
                return at + 1;
            }

            at += 1 + file[at];
        }

        return -1;
    }
}
