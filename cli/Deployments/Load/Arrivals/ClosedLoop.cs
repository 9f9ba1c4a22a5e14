using Vignette.Cli.Deployments.Load.Pictures;

namespace Vignette.Cli.Deployments.Load.Arrivals;

/// <summary>So many clients, each of which sends its next picture when the one before was answered.</summary>
/// <param name="duration">No picture is sent at this time or later; null without end.</param>
/// <param name="ramp">Within this time one client after the other begins.</param>
internal sealed class ClosedLoop(int clients, TimeSpan? duration, TimeSpan ramp, TimeProvider time) : ILoop
{
    /// <inheritdoc/>
    public async Task RunAsync(PictureFeed feed, Func<LoadPicture, long, Task<TimeSpan>> send, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(ClientAsync));

        async Task ClientAsync(int client)
        {
            try
            {
                await PauseAsync(ramp * client / clients);
                while (!stop.IsCancellationRequested && !IsOver() && await feed.TakeAsync(stop) is { } picture)
                {
                    await PauseAsync(await send(picture, time.GetTimestamp()));
                }
            }
            catch (OperationCanceledException)
            {
                // Somebody stopped it, or broke the upload off.
            }
        }

        Task PauseAsync(TimeSpan pause) => pause > TimeSpan.Zero ? Task.Delay(pause, time, stop) : Task.CompletedTask;

        bool IsOver() => duration is { } end && time.GetElapsedTime(start) >= end;
    }
}
