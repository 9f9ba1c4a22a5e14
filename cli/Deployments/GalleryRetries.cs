namespace Vignette.Cli.Deployments;

/// <summary>Does again what failed for a reason that may pass.</summary>
/// <param name="Tries">How often it is tried.</param>
/// <param name="Pause">After the first try; each further pause is as much longer.</param>
/// <param name="LongestWait">As long as is waited where the gallery says when it is worth another try.</param>
internal sealed record GalleryRetries(int Tries, TimeSpan Pause, TimeSpan LongestWait)
{
    /// <summary>Told before each further try: why, and how long it waits.</summary>
    public Action<GalleryException, TimeSpan>? OnRetry { get; init; }

    /// <exception cref="GalleryException">The last try failed too, or for a reason that does not pass.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (GalleryException fault) when (fault.IsTransient && attempt < Tries)
            {
                var pause = Pause * attempt;
                if (fault.RetryAfter is { } said && said > pause)
                {
                    pause = said < LongestWait ? said : LongestWait;
                }

                OnRetry?.Invoke(fault, pause);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
