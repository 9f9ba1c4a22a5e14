using System.Globalization;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>A file that is ready to be sent.</summary>
/// <param name="Number">From 0, in the order of sending.</param>
internal sealed record LoadPicture(int Number, ImageFormat Format, byte[] Bytes)
{
    /// <param name="run">The run's name, with which the file's begins.</param>
    public UploadFile ToFile(string run)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{run}-{Number + 1:D6}");
        return new UploadFile($"{name}.{Format.Extension()}", Bytes.Length, name, () => new MemoryStream(Bytes, writable: false));
    }
}
