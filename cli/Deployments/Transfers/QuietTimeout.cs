using System.Globalization;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>Gives up where nothing came for a while, however long all of it takes.</summary>
internal sealed class QuietTimeout : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly CancellationToken _asked;
    private readonly CancellationTokenSource _quiet;
    private readonly CancellationTokenSource _either;

    public QuietTimeout(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        (_patience, _asked) = (patience, cancellationToken);
        _quiet = new CancellationTokenSource(patience, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_quiet.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Something came.</summary>
    public void Reset() => _quiet.CancelAfter(_patience);

    /// <summary>Waits for a part of an answer, and says what it means where none comes.</summary>
    /// <exception cref="GalleryException">The answer broke off.</exception>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read)
    {
        try
        {
            var part = await read(Token);
            Reset();
            return part;
        }
        catch (OperationCanceledException fault) when (!_asked.IsCancellationRequested)
        {
            throw new GalleryException(GalleryFaultKind.BrokeOff, string.Create(CultureInfo.InvariantCulture, $"said nothing for {_patience.TotalSeconds:0.#} seconds"), fault);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw new GalleryException(GalleryFaultKind.BrokeOff, $"broke off in the middle of its answer ({fault.Message.TrimEnd('.')})", fault);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _quiet.Dispose();
    }
}
