using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>Where pictures to send come from. The same source gives the same picture for a number every time.</summary>
internal interface IPictureSource
{
    /// <summary>How large those are that it gives in turn, for people.</summary>
    string Description { get; }

    /// <param name="number">From 0, without end: pictures come again.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    Task<(ImageFormat Format, ReadOnlyMemory<byte> Bytes)> GetAsync(int number, CancellationToken cancellationToken);
}
