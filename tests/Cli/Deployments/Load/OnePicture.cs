using Vignette.Cli.Deployments.Load.Pictures;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>The same small picture again and again.</summary>
internal sealed class OnePicture : IPictureSource
{
    private readonly byte[] _bytes = File.ReadAllBytes(Photos.Path("good/one-pixel.png"));

    public string Description => "one pixel";

    public Task<(ImageFormat Format, ReadOnlyMemory<byte> Bytes)> GetAsync(int number, CancellationToken cancellationToken) =>
        Task.FromResult((ImageFormat.Png, (ReadOnlyMemory<byte>)_bytes));
}
