using System.Runtime.InteropServices;
using Vignette.Imaging.Vips.Native;

namespace Vignette.Imaging.Vips;

/// <summary>
/// An operation of libvips failed. The message is libvips's own, for the log and not for people: its error buffer belongs
/// to the whole process, so that the text may tell of another picture that failed at the same moment.
/// </summary>
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>Takes what libvips says about the failure, and empties its buffer.</summary>
    public static VipsException Take(string operation)
    {
        var text = LibVips.ErrorBufferCopy();
        try
        {
            return new VipsException($"{operation}: {Marshal.PtrToStringUTF8(text)?.Trim()}");
        }
        finally
        {
            GLib.Free(text);
        }
    }
}
