using System.Text;

namespace Vignette.Exchange.Tests;

/// <summary>Pictures whose bytes say which they are.</summary>
internal sealed class MemoryPictures : IPictureSource
{
    public static byte[] Of(DatasetImage image) => Encoding.UTF8.GetBytes($"picture {image.Id}");

    public Task<Stream?> OpenAsync(DatasetImage image, CancellationToken cancellationToken) => Task.FromResult<Stream?>(new MemoryStream(Of(image)));
}
