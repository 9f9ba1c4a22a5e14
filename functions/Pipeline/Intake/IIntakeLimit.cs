namespace Vignette.Pipeline.Intake;

/// <summary>Something of which there can be too much, or too little left, for more files to come in.</summary>
public interface IIntakeLimit
{
    /// <returns>Null while files may come in.</returns>
    Task<IntakePause?> CheckAsync(CancellationToken cancellationToken);
}
