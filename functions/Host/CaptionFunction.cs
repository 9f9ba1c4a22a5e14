using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Vignette.Functions.Batches;
using Vignette.Schema;

namespace Vignette.Functions;

/// <summary>Has the images described that a batch of messages names. Several at once: nearly all of it is waiting for the model.</summary>
public sealed class CaptionFunction(TaskBatch batch)
{
    /// <summary>Images in memory at once, at up to 32 MiB a file; what they are decoded to is one at a time.</summary>
    private const int Parallelism = 4;

    [LambdaFunction]
    public Task<SQSBatchResponse> RunAsync(SQSEvent messages, ILambdaContext context) =>
        batch.RunAsync(TaskKind.Caption, messages, Parallelism, context);
}
