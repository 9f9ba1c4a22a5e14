using Vignette.Cli.Deployments.Load.Pictures;

namespace Vignette.Cli.Deployments.Load.Arrivals;

/// <summary>
/// Sends at the times of a schedule, however slowly answers come, as people do who know nothing of each other. What cannot be sent at
/// its time, since so many uploads are open, is sent later; its time is still the one of the schedule, so that what it waited counts.
/// </summary>
/// <param name="duration">No picture is due at this time or later; null without end.</param>
/// <param name="mostOpen">Uploads at once.</param>
internal sealed class OpenLoop(ArrivalSchedule schedule, TimeSpan? duration, int mostOpen, TimeProvider time) : ILoop
{
    /// <summary>Uploads at once: more would ask for more connections and memory than machines commonly give one program.</summary>
    public const int DefaultMostOpen = 512;

    /// <inheritdoc/>
    public async Task RunAsync(PictureFeed feed, Func<LoadPicture, long, Task<TimeSpan>> send, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        using var room = new SemaphoreSlim(mostOpen);
        try
        {
            foreach (var due in schedule.Times().TakeWhile(due => duration is null || due < duration))
            {
                if (await feed.TakeAsync(stop) is not { } picture)
                {
                    break;
                }

                var wait = due - time.GetElapsedTime(start);
                if (wait > TimeSpan.Zero)
                {
                    // Timers know no less than a millisecond.
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, stop);
                }

                await room.WaitAsync(stop);
                _ = SendAsync(picture, start + (long)(due.TotalSeconds * time.TimestampFrequency));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is on its way is waited for.
        }
        finally
        {
            for (var place = 0; place < mostOpen; place++)
            {
                await room.WaitAsync(CancellationToken.None);
            }
        }

        async Task SendAsync(LoadPicture picture, long due)
        {
            try
            {
                await send(picture, due);
            }
            catch (OperationCanceledException)
            {
                // It was broken off.
            }
            finally
            {
                room.Release();
            }
        }
    }
}
