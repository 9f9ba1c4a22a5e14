using Vignette.Exchange.Spooling;

namespace Vignette.Exchange;

/// <summary>Reads one format, in memory that does not grow with the annotations.</summary>
public interface IDatasetReader
{
    /// <summary>
    /// Puts all that the file says on the stage. What is wrong with a line or a picture becomes a problem there; what makes
    /// the whole file unusable is thrown.
    /// </summary>
    /// <exception cref="DatasetException">The file is not of this format, is damaged or exceeds a limit.</exception>
    Task ReadAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken);
}
