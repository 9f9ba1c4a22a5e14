using SixLabors.ImageSharp.Memory;

namespace Vignette.Imaging.ImageSharp;

/// <summary>A file cannot be decoded. The message is for the log and not for people.</summary>
internal sealed class DamagedPictureException : Exception
{
    public DamagedPictureException(string message)
        : base(message)
    {
    }

    public DamagedPictureException(Exception failure)
        : base($"{failure.GetType().Name}: {failure.Message}", failure)
    {
    }

    /// <summary>Whether decoding it asked for more memory than one picture is given.</summary>
    public bool TakesTooMuchMemory => InnerException is InvalidMemoryOperationException or { InnerException: InvalidMemoryOperationException };
}
