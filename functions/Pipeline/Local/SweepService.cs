using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Sweeping;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline.Local;

/// <summary>
/// Sweeps at the start, when nobody else works and so whatever is unfinished was left by the process before; then every
/// minute or so. Also looks for objects that arrived on their own, and measures the queues.
/// </summary>
public sealed class SweepService(
    Sweep sweep,
    ArrivalScan arrivals,
    MessageQueue queue,
    PipelineOptions limits,
    LocalPipelineOptions options,
    TimeProvider time,
    ILogger<SweepService> logger) : BackgroundService
{
    private SweepCutoffs? _atStart;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Taken before the web server starts: uploads of this process are none of the first sweep's business.
        _atStart = SweepCutoffs.AtStart(time.GetUtcNow());
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.SweepInterval, time);
        do
        {
            await TryAsync(SweepAsync, stoppingToken);
            await TryAsync(arrivals.RunAsync, stoppingToken);
            await TryAsync(MeasureAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await sweep.RunAsync(_atStart ?? SweepCutoffs.Regular(time.GetUtcNow(), limits), cancellationToken);
        _atStart = null;
    }

    private async Task MeasureAsync(CancellationToken cancellationToken) => Telemetry.QueuesAre(await queue.DepthsAsync(cancellationToken));

    private async Task TryAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            logger.SweepStopped(fault);
        }
    }
}
