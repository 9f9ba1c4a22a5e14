using System.Globalization;
using System.Threading.Channels;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>Gets pictures ready a few ahead of those who send them, each once.</summary>
internal sealed class PictureFeed : IAsyncDisposable
{
    private const int Ahead = 16;

    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<LoadPicture> _ready = Channel.CreateBounded<LoadPicture>(Ahead);
    private readonly Task _making;

    /// <param name="count">How many; null without end.</param>
    /// <param name="run">The run's name, for the comment that makes each file another.</param>
    public PictureFeed(IPictureSource source, int? count, string run) => _making = Task.Run(() => MakeAsync(source, count ?? int.MaxValue, run));

    /// <summary>The next one; null where there are no more.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task<LoadPicture?> TakeAsync(CancellationToken cancellationToken)
    {
        while (await _ready.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_ready.Reader.TryRead(out var picture))
            {
                return picture;
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _making;
        _ended.Dispose();
    }

    private async Task MakeAsync(IPictureSource source, int count, string run)
    {
        try
        {
            for (var number = 0; number < count; number++)
            {
                var (format, bytes) = await source.GetAsync(number, _ended.Token);
                var marked = PictureMark.Put(format, bytes.Span, string.Create(CultureInfo.InvariantCulture, $"vignette load {run} {number + 1}"));
                await _ready.Writer.WriteAsync(new LoadPicture(number, format, marked), _ended.Token);
            }

            _ready.Writer.Complete();
        }
        catch (OperationCanceledException)
        {
            _ready.Writer.Complete();
        }
        catch (Exception fault)
        {
            // Whoever takes the next one is told.
            _ready.Writer.Complete(fault is InvalidDataException ? new IOException(fault.Message, fault) : fault);
        }
    }
}
