using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Tasks;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline.Local;

/// <summary>
/// SQS and Lambda on one machine: takes messages off every route's queue and does with each what came of it. When it is
/// stopped it takes no more, lets what runs finish for a while, and puts the rest back as if it had never been taken.
/// </summary>
public sealed class QueueWorker(
    IReadOnlyList<EventRoute> routes,
    MessageQueue queue,
    TaskDispatcher dispatcher,
    QueueSignal signal,
    LocalPipelineOptions options,
    TimeProvider time,
    ILogger<QueueWorker> logger) : BackgroundService
{
    /// <summary>The longest sleep: a look now and then costs nothing and misses nothing.</summary>
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _abort = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var drained = new CancellationTokenSource(options.DrainTime, time);
        await using var late = drained.Token.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort);
        await using var impatient = cancellationToken.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from route in routes
        from worker in Enumerable.Range(0, options.Workers)
        select Task.Run(() => ConsumeAsync(route, stoppingToken), CancellationToken.None));

    private async Task ConsumeAsync(EventRoute route, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var sent = signal.Next(route.Queue);
                var messages = await queue.ReceiveAsync(route.Queue, 1, route.Timeout, stopping);
                if (messages is [var message])
                {
                    await HandleAsync(route, message, stopping);
                }
                else
                {
                    await SleepAsync(route, sent, stopping);
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                logger.QueueAway(fault, route.Queue);
                await Task.Delay(PauseAfterFailure, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Until something is sent, or the next message that waits becomes visible.</summary>
    private async Task SleepAsync(EventRoute route, Task sent, CancellationToken stopping)
    {
        var next = await queue.NextVisibleAtAsync(route.Queue, stopping) - time.GetUtcNow() ?? IdleCheck;
        if (next > TimeSpan.Zero)
        {
            await sent.WaitAsync(next < IdleCheck ? next : IdleCheck, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HandleAsync(EventRoute route, QueueMessage message, CancellationToken stopping)
    {
        TaskOutcome? outcome = null;
        if (!stopping.IsCancellationRequested)
        {
            try
            {
                outcome = await dispatcher.HandleAsync(route.Task, message.Body, new Delivery(message.ReceiveCount, route.MaxAttempts, route.Timeout), _abort.Token);
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                // The drain is over: the message goes back below.
            }
        }

        try
        {
            await SettleAsync(message, outcome);
        }
        catch (Exception fault)
        {
            logger.MessageNotSettled(fault, route.Queue);
        }
    }

    /// <param name="outcome">Null where the message was not tried.</param>
    private async Task SettleAsync(QueueMessage message, TaskOutcome? outcome)
    {
        switch (outcome)
        {
            case null:
                await queue.ReturnAsync(message, TimeSpan.Zero, uncount: true, CancellationToken.None);
                break;
            case TaskOutcome.Retry retry:
                await queue.ReturnAsync(message, retry.After, retry.Uncounted, CancellationToken.None);
                break;
            case TaskOutcome.GaveUp gaveUp:
                logger.MessageDied(message.Queue, gaveUp.Reason);
                await queue.BuryAsync(message, gaveUp.Reason, CancellationToken.None);
                break;
            default:
                await queue.DeleteAsync(message, CancellationToken.None);
                break;
        }
    }
}
