using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vignette.Pipeline.Events;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline.Local;

/// <summary>EventBridge on one machine: sends an event to the queue of every route that takes it, and wakes its workers.</summary>
public sealed class LocalEventBus(IReadOnlyList<EventRoute> routes, MessageQueue queue, QueueSignal signal, TimeProvider time) : IObjectEvents
{
    private readonly RisingClock _clock = new(time);

    public async Task PublishAsync(ObjectCreatedEvent created, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(created);
        var numbered = created with { Sequencer = created.Sequencer ?? _clock.Next().ToString("X16", CultureInfo.InvariantCulture) };
        var envelope = ObjectCreatedEnvelope.Write(numbered, Guid.CreateVersion7(created.Time).ToString());
        using var json = JsonDocument.Parse(envelope);
        var queues = routes.Where(route => route.Pattern.Matches(json.RootElement)).Select(route => route.Queue).ToList();
        if (queues.Count == 0)
        {
            return;
        }

        await queue.SendAsync(queues, envelope, DeduplicationId(numbered), cancellationToken);
        foreach (var name in queues)
        {
            signal.Pulse(name);
        }
    }

    /// <summary>The same for every event of one version of an object: while one waits, another says nothing new.</summary>
    private static string DeduplicationId(ObjectCreatedEvent created) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{created.Bucket}\n{created.ETag}\n{created.Key}")));
}
