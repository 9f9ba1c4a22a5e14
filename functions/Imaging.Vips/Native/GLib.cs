using System.Runtime.InteropServices;

namespace Vignette.Imaging.Vips.Native;

/// <summary>What is used of GLib and GObject.</summary>
internal static partial class GLib
{
    [LibraryImport(NativeLibraries.GLib, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(NativeLibraries.GLib, EntryPoint = "g_log_set_default_handler")]
    public static unsafe partial nint LogSetDefaultHandler(delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint userData);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_ref")]
    public static partial nint ObjectRef(nint instance);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint instance);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ObjectSetProperty(GObjectHandle instance, string name, in GValue value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ObjectGetProperty(GObjectHandle instance, string name, ref GValue value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_init")]
    public static partial nint ValueInit(ref GValue value, nuint type);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_unset")]
    public static partial void ValueUnset(ref GValue value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_boolean")]
    public static partial void ValueSetBoolean(ref GValue value, [MarshalAs(UnmanagedType.Bool)] bool content);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_int")]
    public static partial void ValueSetInt(ref GValue value, int content);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_double")]
    public static partial void ValueSetDouble(ref GValue value, double content);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ValueSetString(ref GValue value, string content);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_object")]
    public static partial void ValueSetObject(ref GValue value, GObjectHandle content);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_get_object")]
    public static partial nint ValueGetObject(in GValue value);
}
