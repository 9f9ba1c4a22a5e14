using System.Runtime.InteropServices;
using Vignette.Imaging.Vips.Native;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.Vips;

/// <summary>An image of libvips: mostly a plan that makes its pixels when they are asked for.</summary>
internal sealed class VipsImage(nint reference) : GObjectHandle(reference)
{
    // Values of libvips's enumerations, which are part of its binary interface.
    private const int AccessSequential = 1;
    private const int FailOnError = 2;
    private const int FormatUChar = 0;
    private const int FormatUShort = 2;
    private const int InterpretationCmyk = 15;
    private const int InterpretationSrgb = 22;

    private const int SrgbBands = 3;

    public int Width => LibVips.ImageWidth(this);

    public int Height => LibVips.ImageHeight(this);

    public bool HasAlpha => LibVips.ImageHasAlpha(this);

    /// <summary>EXIF's orientation, 1 to 8; 1, as it is, where there is none.</summary>
    public int Orientation => LibVips.ImageOrientation(this);

    /// <summary>Whether width and height change places once the image is upright.</summary>
    public bool IsOnItsSide => Orientation >= 5;

    /// <summary>
    /// Reads a file's header with the loader for its format, and no other. Its pixels, once asked for, can be read once and
    /// from the top; damage found then is an error.
    /// </summary>
    /// <param name="shrink">1, 2, 4 or 8: the decoder makes the picture smaller by so much, where its format can.</param>
    public static VipsImage Load(ImageFormat format, PinnedBytes file, int shrink = 1)
    {
        using var load = VipsOperation.Named(LoaderOf(format))
            .With("buffer", file)
            .With("access", AccessSequential)
            .With("fail_on", FailOnError);
        return format switch
        {
            ImageFormat.Jpeg => load.With("shrink", shrink).ToImage(),
            ImageFormat.WebP => load.With("scale", 1.0 / shrink).ToImage(),
            _ => load.ToImage(),
        };
    }

    /// <summary>An image of pixels in 8-bit sRGB, row by row from the top.</summary>
    public static VipsImage OfPixels(int width, int height, PinnedBytes rgb)
    {
        var reference = LibVips.ImageNewFromMemoryCopy(rgb.Address, (nuint)rgb.Length, width, height, SrgbBands, FormatUChar);
        using var pixels = reference == 0 ? throw VipsException.Take("new_from_memory") : new VipsImage(reference);
        using var named = VipsOperation.Named("copy").With("in", pixels).With("interpretation", InterpretationSrgb);
        return named.ToImage();
    }

    /// <summary>Flattens transparency on white; the same image where it has none.</summary>
    public VipsImage OnWhite()
    {
        if (!HasAlpha)
        {
            return Again();
        }

        double white = LibVips.ImageFormat(this) == FormatUShort ? ushort.MaxValue : byte.MaxValue;
        using var flatten = VipsOperation.Named("flatten").With("in", this).With("background", [white]).With("max_alpha", white);
        return flatten.ToImage();
    }

    /// <summary>Resizes by Lanczos' third kernel.</summary>
    public VipsImage Resized(int width, int height)
    {
        if (width == Width && height == Height)
        {
            return Again();
        }

        using var resize = VipsOperation.Named("resize")
            .With("in", this)
            .With("scale", (double)width / Width)
            .With("vscale", (double)height / Height);
        return resize.ToImage();
    }

    /// <summary>Resizes so that what is transparent does not shine through at the edges of what is not.</summary>
    public VipsImage ResizedWithAlpha(int width, int height)
    {
        if (!HasAlpha)
        {
            return Resized(width, height);
        }

        double most = LibVips.ImageFormat(this) == FormatUShort ? ushort.MaxValue : byte.MaxValue;
        using var multiply = VipsOperation.Named("premultiply").With("in", this).With("max_alpha", most);
        using var multiplied = multiply.ToImage();
        using var resized = multiplied.Resized(width, height);
        using var divide = VipsOperation.Named("unpremultiply").With("in", resized).With("max_alpha", most);
        using var divided = divide.ToImage();
        using var cast = VipsOperation.Named("cast").With("in", divided).With("format", LibVips.ImageFormat(this));
        return cast.ToImage();
    }

    /// <summary>Turns the colours into 8-bit sRGB by the embedded profile, or by the usual meaning of the numbers where there is none that works.</summary>
    public VipsImage InSrgb()
    {
        var isCmyk = LibVips.ImageInterpretation(this) == InterpretationCmyk;
        var transformed = isCmyk || Has("icc-profile-data") ? Transformed(isCmyk ? "cmyk" : "srgb", embedded: true) : null;
        transformed ??= isCmyk ? Transformed("cmyk", embedded: false) : null;
        if (transformed is not null)
        {
            return transformed;
        }

        using var convert = VipsOperation.Named("colourspace").With("in", this).With("space", InterpretationSrgb);
        return convert.ToImage();
    }

    /// <summary>
    /// The image in sRGB by a profile. Null where the profile is damaged, or made for another kind of picture (libvips then
    /// fails, or takes the channels that the profile does not speak of for more alpha): no reason to refuse the picture.
    /// </summary>
    private VipsImage? Transformed(string profile, bool embedded)
    {
        try
        {
            using var transform = VipsOperation.Named("icc_transform")
                .With("in", this)
                .With("output_profile", "srgb")
                .With("embedded", embedded)
                .With("input_profile", profile);
            var transformed = transform.ToImage();
            if (LibVips.ImageBands(transformed) == SrgbBands)
            {
                return transformed;
            }

            transformed.Dispose();
            return null;
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>Turns the image as EXIF says, and forgets that it said so. The image must be in memory.</summary>
    public VipsImage Upright()
    {
        using var rotate = VipsOperation.Named("autorot").With("in", this);
        return rotate.ToImage();
    }

    /// <summary>Makes all the pixels now and keeps them.</summary>
    /// <exception cref="OperationCanceledException">Cancelled half-way.</exception>
    public VipsImage InMemory(CancellationToken cancellationToken)
    {
        nint copy;
        using (cancellationToken.Register(() => LibVips.ImageSetKill(this, true)))
        {
            copy = LibVips.ImageCopyMemory(this);
        }

        if (copy != 0)
        {
            return new VipsImage(copy);
        }

        var failure = VipsException.Take("copy_memory");
        cancellationToken.ThrowIfCancellationRequested();
        throw failure;
    }

    /// <summary>Saves as a baseline JPEG without metadata.</summary>
    /// <param name="quality">1 to 100.</param>
    public byte[] ToJpeg(int quality)
    {
        using var save = VipsOperation.Named("jpegsave_buffer")
            .With("in", this)
            .With("Q", quality)
            .With("optimize_coding", true)
            .With("strip", true);
        return save.ToBytes();
    }

    /// <summary>Saves as a lossy WebP without metadata.</summary>
    /// <param name="quality">1 to 100.</param>
    public byte[] ToWebP(int quality)
    {
        using var save = VipsOperation.Named("webpsave_buffer")
            .With("in", this)
            .With("Q", quality)
            .With("strip", true);
        return save.ToBytes();
    }

    /// <summary>Saves in a format, with all metadata.</summary>
    /// <param name="quality">1 to 100, where the format loses something.</param>
    public byte[] ToFile(ImageFormat format, int quality)
    {
        using var save = VipsOperation.Named(SaverOf(format)).With("in", this);
        return (format == ImageFormat.Png ? save : save.With("Q", quality)).ToBytes();
    }

    /// <summary>The pixels, row by row from the top, as they are.</summary>
    public byte[] ToPixels()
    {
        var data = LibVips.ImageWriteToMemory(this, out var length);
        if (data == 0)
        {
            throw VipsException.Take("write_to_memory");
        }

        try
        {
            var pixels = new byte[checked((int)length)];
            Marshal.Copy(data, pixels, 0, pixels.Length);
            return pixels;
        }
        finally
        {
            GLib.Free(data);
        }
    }

    /// <summary>A number from the header; null where it has no such field.</summary>
    public int? Number(string field) => Has(field) && LibVips.ImageGetInt(this, field, out var value) == 0 ? value : null;

    /// <summary>A field of the header as text; null where there is no such field.</summary>
    public string? Text(string field)
    {
        if (!Has(field) || LibVips.ImageGetAsString(this, field, out var text) != 0)
        {
            return null;
        }

        try
        {
            return Marshal.PtrToStringUTF8(text);
        }
        finally
        {
            GLib.Free(text);
        }
    }

    private static string LoaderOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.Gif => "gifload_buffer",
        ImageFormat.WebP => "webpload_buffer",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private static string SaverOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegsave_buffer",
        ImageFormat.Png => "pngsave_buffer",
        ImageFormat.WebP => "webpsave_buffer",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private bool Has(string field) => LibVips.ImageTypeOf(this, field) != 0;

    private VipsImage Again() => new(GLib.ObjectRef(handle));
}
