using Vignette.Schema;

namespace Vignette.Pipeline.Tasks;

/// <summary>One of the things that are done with images.</summary>
public interface IImageTask
{
    TaskKind Kind { get; }

    /// <summary>Does the work and writes the result. False when the claim was lost or the image changed meanwhile: nothing was written over.</summary>
    /// <exception cref="PermanentFault">Trying again cannot help.</exception>
    Task<bool> RunAsync(ClaimedImage image, CancellationToken cancellationToken);
}
