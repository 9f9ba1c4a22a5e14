using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Sweeping;

namespace Vignette.Functions;

/// <summary>Every few minutes: drives again what is stuck, approvals included, settles uploads that nobody completed, purges what was deleted.</summary>
public sealed class SweepFunction(Sweep sweep, SchemaGate schema, PipelineOptions options, TimeProvider time, ILogger<SweepFunction> logger)
{
    /// <summary>What was done. One that the time was too short for tells of nothing and has done no harm: the next goes on.</summary>
    [LambdaFunction]
    public async Task<SweepReport> RunAsync(ScheduledEvent schedule, ILambdaContext context)
    {
        using var scope = logger.BeginRequest(context);
        using var deadline = Deadline.Of(context, time);
        try
        {
            await schema.PassAsync(deadline.Token);
            return await sweep.RunAsync(SweepCutoffs.Regular(time.GetUtcNow(), options), deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            logger.SweepCutShort();
            return SweepReport.Nothing;
        }
    }
}
