using System.Runtime.InteropServices;

namespace Vignette.Imaging.Vips.Native;

/// <summary>
/// What is used of libvips. No function here is variadic: those have another calling convention on some processors
/// (arm64 on macOS), which P/Invoke cannot speak.
/// </summary>
internal static partial class LibVips
{
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(string programName);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_cache_set_max")]
    public static partial void CacheSetMax(int operations);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_concurrency_set")]
    public static partial void ConcurrencySet(int threads);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_block_untrusted_set")]
    public static partial void BlockUntrustedSet([MarshalAs(UnmanagedType.Bool)] bool block);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void OperationBlockSet(string className, [MarshalAs(UnmanagedType.Bool)] bool block);

    // The copy empties the buffer too, both under its lock.
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_error_buffer_copy")]
    public static partial nint ErrorBufferCopy();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OperationNew(string name);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_cache_operation_build")]
    public static partial nint CacheOperationBuild(nint operation);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_object_unref_outputs")]
    public static partial void ObjectUnrefOutputs(nint instance);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_type")]
    public static partial nuint ImageType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_blob_get_type")]
    public static partial nuint BlobType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_array_double_get_type")]
    public static partial nuint ArrayDoubleType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_set_blob")]
    public static partial void ValueSetBlob(ref GValue value, nint free, nint data, nuint length);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_get_blob")]
    public static partial nint ValueGetBlob(in GValue value, out nuint length);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_set_array_double")]
    public static partial void ValueSetArrayDouble(ref GValue value, [In] double[] content, int count);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_new_from_memory_copy")]
    public static partial nint ImageNewFromMemoryCopy(nint data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_width")]
    public static partial int ImageWidth(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_height")]
    public static partial int ImageHeight(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_bands")]
    public static partial int ImageBands(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_format")]
    public static partial int ImageFormat(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_interpretation")]
    public static partial int ImageInterpretation(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_orientation")]
    public static partial int ImageOrientation(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_hasalpha")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ImageHasAlpha(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint ImageTypeOf(GObjectHandle image, string field);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_int", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ImageGetInt(GObjectHandle image, string field, out int value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_as_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ImageGetAsString(GObjectHandle image, string field, out nint text);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_set_kill")]
    public static partial void ImageSetKill(GObjectHandle image, [MarshalAs(UnmanagedType.Bool)] bool kill);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_copy_memory")]
    public static partial nint ImageCopyMemory(GObjectHandle image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_write_to_memory")]
    public static partial nint ImageWriteToMemory(GObjectHandle image, out nuint length);
}
