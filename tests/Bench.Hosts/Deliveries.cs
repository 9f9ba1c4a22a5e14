using System.Threading.Channels;
using Vignette.Hosts.Tests.Rig;

namespace Vignette.Bench.Hosts;

/// <summary>
/// S3's events and the queues before the functions: what is new among the originals is told to each function, a few at a
/// time, and what a function keeps comes again.
/// </summary>
internal sealed class Deliveries(CloudRig cloud, IReadOnlyList<CloudFunction> functions)
{
    private const int BatchSize = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Channel<string>[] _queues = [.. functions.Select(_ => Channel.CreateUnbounded<string>())];

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll([AnnounceAsync(cancellationToken), .. functions.Select((function, i) => DeliverAsync(function, _queues[i], cancellationToken))]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var announced = new HashSet<(string, string)>();
        while (true)
        {
            await foreach (var stored in cloud.Originals.ListAsync("", cancellationToken))
            {
                if (announced.Add((stored.Key, stored.ETag)))
                {
                    var told = cloud.Announce(stored);
                    foreach (var queue in _queues)
                    {
                        queue.Writer.TryWrite(told);
                    }
                }
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task DeliverAsync(CloudFunction function, Channel<string> queue, CancellationToken cancellationToken)
    {
        while (await queue.Reader.WaitToReadAsync(cancellationToken))
        {
            var bodies = new List<string>();
            while (bodies.Count < BatchSize && queue.Reader.TryRead(out var body))
            {
                bodies.Add(body);
            }

            foreach (var kept in await function.DeliverAsync([.. bodies]))
            {
                queue.Writer.TryWrite(bodies[int.Parse(kept.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)]);
            }
        }
    }
}
