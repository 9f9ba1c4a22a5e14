using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;

namespace Vignette.Functions.Batches;

/// <summary>
/// Does a task for each message of a batch and tells SQS which messages to keep. What is kept comes again when the queue's
/// visibility timeout is over, and after the last try goes to the dead letters. No message fails its neighbours.
/// </summary>
public sealed class TaskBatch(
    TaskDispatcher dispatcher, IReadOnlyList<EventRoute> routes, SchemaGate schema, TimeProvider time, ILogger<TaskBatch> logger)
{
    /// <summary>A message is not begun with less time than this: it would only use up one of its tries.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(5);

    private const string ReceiveCount = "ApproximateReceiveCount";

    /// <param name="parallelism">Messages that are worked on at once.</param>
    public async Task<SQSBatchResponse> RunAsync(TaskKind task, SQSEvent batch, int parallelism, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = logger.BeginRequest(context);
        using var deadline = Deadline.Of(context, time);
        var messages = batch?.Records ?? [];
        if (messages.Count == 0)
        {
            logger.EmptyBatch(task);
            return new SQSBatchResponse();
        }

        if (!await MayPassAsync(deadline))
        {
            return Keep(messages.Select(message => message.MessageId));
        }

        var kept = new ConcurrentBag<string?>();
        var route = routes.Single(route => route.Task == task);
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism },
            async (message, _) =>
            {
                if (!await IsSettledAsync(route, message, deadline))
                {
                    kept.Add(message.MessageId);
                }
            });
        return Keep(kept);
    }

    private async Task<bool> MayPassAsync(Deadline deadline)
    {
        try
        {
            await schema.PassAsync(deadline.Token);
            return true;
        }
        catch (Exception fault)
        {
            logger.BatchKept(fault, fault.Message);
            return false;
        }
    }

    /// <summary>Whether SQS is to forget the message.</summary>
    private async Task<bool> IsSettledAsync(EventRoute route, SQSEvent.SQSMessage message, Deadline deadline)
    {
        using var scope = logger.BeginMessage(message.MessageId);
        if (deadline.Left < LeastTime)
        {
            logger.MessageNotBegun(route.Task);
            return false;
        }

        try
        {
            var delivery = new Delivery(Attempt(message), route.MaxAttempts, Shorter(deadline.Left, route.Timeout));
            return await dispatcher.HandleAsync(route.Task, message.Body ?? "", delivery, deadline.Token) is not (TaskOutcome.Retry or TaskOutcome.GaveUp);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            logger.MessageCutShort(route.Task);
            return false;
        }
        catch (Exception fault)
        {
            logger.MessageFailed(fault, route.Task);
            return false;
        }
    }

    /// <summary>How often SQS has delivered the message; 1 where it does not say.</summary>
    private static int Attempt(SQSEvent.SQSMessage message) =>
        message.Attributes?.TryGetValue(ReceiveCount, out var text) == true
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // A message without an id cannot be kept; Lambda would take the answer for broken and keep the whole batch.
    private static SQSBatchResponse Keep(IEnumerable<string?> ids) => new(
        [.. ids.Where(id => !string.IsNullOrEmpty(id)).Distinct().Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id })]);
}
