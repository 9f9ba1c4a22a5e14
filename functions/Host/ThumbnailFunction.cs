using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Vignette.Functions.Batches;
using Vignette.Schema;

namespace Vignette.Functions;

/// <summary>Makes the renditions of the images that a batch of messages names. One after the other: the work is the processor's.</summary>
public sealed class ThumbnailFunction(TaskBatch batch)
{
    [LambdaFunction]
    public Task<SQSBatchResponse> RunAsync(SQSEvent messages, ILambdaContext context) =>
        batch.RunAsync(TaskKind.Thumbnail, messages, parallelism: 1, context);
}
