using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Vignette.Functions.Batches;
using Vignette.Schema;

namespace Vignette.Functions;

/// <summary>Puts the images into the data set whose approvals a batch of messages announces. One after the other: nobody waits for them.</summary>
public sealed class PublishFunction(TaskBatch batch)
{
    [LambdaFunction]
    public Task<SQSBatchResponse> RunAsync(SQSEvent messages, ILambdaContext context) =>
        batch.RunAsync(TaskKind.Publish, messages, parallelism: 1, context);
}
