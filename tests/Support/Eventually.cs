namespace Vignette.Tests;

/// <summary>Waits for what happens in the background.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns once the condition holds. The time limit only ends a test that has failed.</summary>
    /// <exception cref="TimeoutException">It never held.</exception>
    public static async Task BeAsync(Func<Task<bool>> condition)
    {
        var token = TestContext.Current.CancellationToken;
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException("What was waited for did not happen.");
            }

            await Task.Delay(Pause, TimeProvider.System, token);
        }
    }
}
