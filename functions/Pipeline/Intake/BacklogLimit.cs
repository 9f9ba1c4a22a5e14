using System.Globalization;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>
/// Images that wait for their results: <see cref="PipelineOptions.MaxBacklog"/> at most, so that whoever uploads waits
/// rather than the images. The catalog is asked, which knows them wherever the queues are.
/// </summary>
public sealed class BacklogLimit(ImageReader reader, PipelineOptions options) : IIntakeLimit
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public async Task<IntakePause?> CheckAsync(CancellationToken cancellationToken)
    {
        if (options.MaxBacklog == 0)
        {
            return null;
        }

        var waiting = await CountAsync(TaskState.Pending, cancellationToken);
        if (waiting < options.MaxBacklog)
        {
            waiting += await CountAsync(TaskState.Processing, cancellationToken);
        }

        return waiting < options.MaxBacklog
            ? null
            : new IntakePause(string.Create(CultureInfo.InvariantCulture, $"{options.MaxBacklog:N0} pictures wait for their results already. Please try again when some are done."), RetryAfter);
    }

    private Task<int> CountAsync(TaskState state, CancellationToken cancellationToken) =>
        reader.CountAsync(new ImageQuery { Status = state }, options.MaxBacklog, cancellationToken);
}
