using System.Collections.Concurrent;

namespace Vignette.Pipeline.Local;

/// <summary>Wakes those who wait for a queue of the same process.</summary>
public sealed class QueueSignal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _next = new(StringComparer.Ordinal);

    /// <summary>Completes at the next <see cref="Pulse"/> of the queue. Take it before looking into the queue, or a message that arrives meanwhile is missed.</summary>
    public Task Next(string queue) => _next.GetOrAdd(queue, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Something was sent to the queue.</summary>
    public void Pulse(string queue)
    {
        if (_next.TryRemove(queue, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
