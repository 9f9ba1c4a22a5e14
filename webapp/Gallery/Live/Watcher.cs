using System.Threading.Channels;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Live;

/// <summary>One who watches. Who does not keep up with what happens is told to read the page again, and costs no more memory.</summary>
internal sealed class Watcher : IDisposable
{
    private const int Capacity = 256;

    private readonly Channel<ReadOnlyMemory<byte>> _frames =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly Action<Watcher> _leave;
    private int _missed;

    private readonly Viewer _viewer;

    public Watcher(Viewer viewer, Action<Watcher> leave) => (_viewer, _leave) = (viewer, leave);

    /// <param name="image">Whose state the frame tells; null for what everybody hears.</param>
    public void Offer(ReadOnlyMemory<byte> frame, ImageRecord? image = null)
    {
        if (image is not null && !_viewer.Sees(image.Owner, image.Visibility))
        {
            return;
        }

        if (!_frames.Writer.TryWrite(frame))
        {
            Volatile.Write(ref _missed, 1);
        }
    }

    /// <summary>Waits for at least one frame.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _frames.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        if (Interlocked.Exchange(ref _missed, 0) == 0)
        {
            return _frames.Reader.TryRead(out frame);
        }

        while (_frames.Reader.TryRead(out _))
        {
            // What is left of a stream with a gap tells nothing.
        }

        frame = EventFrames.Resync;
        return true;
    }

    public void Dispose() => _leave(this);
}
