using Vignette.Imaging.Vips.Native;

namespace Vignette.Imaging.Vips;

/// <summary>libvips itself, which is set up once in a process.</summary>
internal static class VipsLibrary
{
    private static readonly Lazy<bool> Started = new(Start);

    /// <exception cref="DllNotFoundException">libvips is not installed; the message says how to install it.</exception>
    public static void EnsureStarted() => _ = Started.Value;

    private static bool Start()
    {
        NativeLibraries.Register();
        if (LibVips.Init("vignette") != 0)
        {
            throw VipsException.Take("vips_init");
        }

        // Every picture is seen once: remembering operations would only hold memory.
        LibVips.CacheSetMax(0);

        // Pictures are worked on in parallel, so that one need not be.
        LibVips.ConcurrencySet(1);

        // What reads files are the four loaders of the accepted formats; whatever else is installed cannot be reached.
        LibVips.BlockUntrustedSet(true);
        LibVips.OperationBlockSet("VipsForeignLoad", true);
        foreach (var loader in (string[])["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadWebp"])
        {
            LibVips.OperationBlockSet(loader, false);
        }

        return true;
    }
}
