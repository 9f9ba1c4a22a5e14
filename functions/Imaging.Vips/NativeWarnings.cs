using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Vignette.Imaging.Vips.Native;

namespace Vignette.Imaging.Vips;

/// <summary>
/// Writes what the native libraries warn of to the log instead of stderr, and only so many at a time: one damaged
/// PNG can warn tens of thousands of times.
/// </summary>
internal sealed class NativeWarnings(ILogger logger, TimeProvider time)
{
    /// <summary>Lines in the log for each <see cref="Period"/>.</summary>
    public const int Limit = 10;

    // GLogLevelFlags: error is 4, critical 8, warning 16; above are messages, information and debugging.
    private const int WarningOrWorse = 4 | 8 | 16;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _periodBegan;
    private int _written;
    private int _leftOut;

    /// <summary>Takes the warnings of the whole process, in place of whoever took them before.</summary>
    public unsafe void Take()
    {
        // The handle is never freed: a native thread may be about to use it.
        var self = GCHandle.Alloc(this);
        GLib.LogSetDefaultHandler(&OnMessage, GCHandle.ToIntPtr(self));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(nint domain, int level, nint message, nint self)
    {
        if ((level & WarningOrWorse) == 0)
        {
            return;
        }

        try
        {
            ((NativeWarnings)GCHandle.FromIntPtr(self).Target!).Write(domain, message);
        }
        catch (Exception)
        {
            // An exception must not reach native code, and a log that fails is no reason to fail.
        }
    }

    private void Write(nint domain, nint message)
    {
        int leftOut;
        lock (_lock)
        {
            if (_written >= Limit && time.GetElapsedTime(_periodBegan) < Period)
            {
                _leftOut++;
                return;
            }

            if (_written is 0 or >= Limit)
            {
                (_periodBegan, _written) = (time.GetTimestamp(), 0);
            }

            _written++;
            (leftOut, _leftOut) = (_leftOut, 0);
        }

        if (leftOut > 0)
        {
            Log.NativeWarningsLeftOut(logger, leftOut);
        }

        Log.NativeWarning(logger, Marshal.PtrToStringUTF8(domain), Marshal.PtrToStringUTF8(message));
    }
}
