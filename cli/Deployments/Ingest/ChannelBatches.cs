using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>Takes together what comes at about the same time.</summary>
internal static class ChannelBatches
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    /// <summary>All that comes, in batches of at most <paramref name="most"/>; one that is not full waits a moment for more.</summary>
    public static async IAsyncEnumerable<List<T>> ReadBatchesAsync<T>(this ChannelReader<T> items, int most, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await items.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<T>();
            using var late = new CancellationTokenSource(Wait, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            try
            {
                do
                {
                    while (batch.Count < most && items.TryRead(out var item))
                    {
                        batch.Add(item);
                    }
                }
                while (batch.Count < most && await items.WaitToReadAsync(either.Token));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nothing more came in time.
            }

            if (batch.Count > 0)
            {
                yield return batch;
            }
        }
    }
}
