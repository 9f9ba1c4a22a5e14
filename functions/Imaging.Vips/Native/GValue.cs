using System.Runtime.InteropServices;

namespace Vignette.Imaging.Vips.Native;

/// <summary>GObject's container for a value of any type, laid out as in gvalue.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GValue
{
    private readonly nuint _type;
    private readonly ulong _data0;
    private readonly ulong _data1;
}
