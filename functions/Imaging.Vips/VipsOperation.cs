using System.Runtime.InteropServices;
using Vignette.Imaging.Vips.Native;

namespace Vignette.Imaging.Vips;

/// <summary>One operation of libvips: made by name, given its inputs, run, asked for its output.</summary>
internal sealed class VipsOperation : GObjectHandle
{
    private readonly string _name;

    private VipsOperation(string name, nint reference)
        : base(reference) => _name = name;

    /// <exception cref="VipsException">This libvips has no such operation, or it is blocked.</exception>
    public static VipsOperation Named(string name)
    {
        var reference = LibVips.OperationNew(name);
        return reference == 0 ? throw VipsException.Take(name) : new VipsOperation(name, reference);
    }

    public VipsOperation With(string property, bool content) =>
        Set(property, GTypes.Boolean, (ref value) => GLib.ValueSetBoolean(ref value, content));

    /// <summary>Sets a number, or an enumeration by its number.</summary>
    public VipsOperation With(string property, int content) =>
        Set(property, GTypes.Int, (ref value) => GLib.ValueSetInt(ref value, content));

    public VipsOperation With(string property, double content) =>
        Set(property, GTypes.Double, (ref value) => GLib.ValueSetDouble(ref value, content));

    public VipsOperation With(string property, string content) =>
        Set(property, GTypes.String, (ref value) => GLib.ValueSetString(ref value, content));

    public VipsOperation With(string property, double[] content) =>
        Set(property, LibVips.ArrayDoubleType(), (ref value) => LibVips.ValueSetArrayDouble(ref value, content, content.Length));

    public VipsOperation With(string property, VipsImage content) =>
        Set(property, LibVips.ImageType(), (ref value) => GLib.ValueSetObject(ref value, content));

    /// <summary>Sets bytes, which are not copied: they must stay where they are as long as any image made of them lives.</summary>
    public VipsOperation With(string property, PinnedBytes content) =>
        Set(property, LibVips.BlobType(), (ref value) => LibVips.ValueSetBlob(ref value, 0, content.Address, (nuint)content.Length));

    /// <summary>Runs the operation, which for most only prepares the work: pixels are made when they are asked for.</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public VipsImage ToImage()
    {
        Run();
        return Get("out", LibVips.ImageType(), (in value) => new VipsImage(GLib.ObjectRef(GLib.ValueGetObject(value))));
    }

    /// <summary>Runs an operation that saves to a buffer.</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public byte[] ToBytes()
    {
        Run();
        return Get("buffer", LibVips.BlobType(), (in value) =>
        {
            var data = LibVips.ValueGetBlob(value, out var length);
            var bytes = new byte[checked((int)length)];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        });
    }

    protected override bool ReleaseHandle()
    {
        LibVips.ObjectUnrefOutputs(handle);
        return base.ReleaseHandle();
    }

    private void Run()
    {
        var built = LibVips.CacheOperationBuild(handle);
        if (built == 0)
        {
            throw VipsException.Take(_name);
        }

        // What comes back is a reference of its own, to this object or to an equal one.
        GLib.ObjectUnref(handle);
        SetHandle(built);
    }

    private VipsOperation Set(string property, nuint type, Fill fill)
    {
        var value = default(GValue);
        GLib.ValueInit(ref value, type);
        fill(ref value);
        GLib.ObjectSetProperty(this, property, value);
        GLib.ValueUnset(ref value);
        return this;
    }

    private T Get<T>(string property, nuint type, Read<T> read)
    {
        var value = default(GValue);
        GLib.ValueInit(ref value, type);
        try
        {
            GLib.ObjectGetProperty(this, property, ref value);
            return read(value);
        }
        finally
        {
            GLib.ValueUnset(ref value);
        }
    }

    private delegate void Fill(ref GValue value);

    private delegate T Read<out T>(in GValue value);
}
