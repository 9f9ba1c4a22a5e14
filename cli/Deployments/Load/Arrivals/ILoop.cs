using Vignette.Cli.Deployments.Load.Pictures;

namespace Vignette.Cli.Deployments.Load.Arrivals;

/// <summary>Decides when pictures are sent.</summary>
internal interface ILoop
{
    /// <summary>Sends until there are no more pictures, time is up or somebody stops it; returns when all that was sent is answered.</summary>
    /// <param name="send">Sends a picture that was to be sent at a timestamp. Does not fail, but by cancellation that also ends the loop; returns how long whoever waits for answers should pause.</param>
    /// <param name="stop">Ends the sending, not what is on its way.</param>
    /// <exception cref="IOException">A picture cannot be read.</exception>
    Task RunAsync(PictureFeed feed, Func<LoadPicture, long, Task<TimeSpan>> send, CancellationToken stop);
}
