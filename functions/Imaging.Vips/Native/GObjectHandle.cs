using System.Runtime.InteropServices;

namespace Vignette.Imaging.Vips.Native;

/// <summary>Owns one reference to a GObject.</summary>
internal abstract class GObjectHandle(nint reference) : SafeHandle(reference, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        GLib.ObjectUnref(handle);
        return true;
    }
}
