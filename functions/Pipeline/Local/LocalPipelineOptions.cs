namespace Vignette.Pipeline.Local;

/// <summary>How tasks run on one machine.</summary>
public sealed record LocalPipelineOptions
{
    /// <summary>Tasks of each kind that run at once; 0 leaves them waiting in the queue.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>How long running tasks may go on when the program stops; then they are broken off and wait for the next start. Less than the host's own patience.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the sweep runs, and the originals' folder is looked through for files that others put there.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a file must have been left alone before it is taken for whole.</summary>
    public TimeSpan ArrivalAge { get; init; } = TimeSpan.FromSeconds(2);
}
