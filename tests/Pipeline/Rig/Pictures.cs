namespace Vignette.Pipeline.Tests.Rig;

/// <summary>Content that passes for a picture until somebody decodes it.</summary>
internal static class Pictures
{
    /// <param name="mark">Told apart by this.</param>
    public static byte[] Jpeg(byte mark = 1, int length = 1000)
    {
        var content = new byte[length];
        Array.Fill(content, mark);
        content[0] = 0xFF;
        content[1] = 0xD8;
        content[2] = 0xFF;
        return content;
    }
}
