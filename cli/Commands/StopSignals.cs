using System.Runtime.InteropServices;

namespace Vignette.Cli.Commands;

/// <summary>Ctrl-C and SIGTERM as tokens, for commands that have to tidy up before they end.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopped;
    private readonly CancellationTokenSource _again = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignals(CancellationToken cancellationToken)
    {
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>Somebody wants it to end.</summary>
    public CancellationToken Token => _stopped.Token;

    /// <summary>Somebody said so a second time: tidying up takes too long, too.</summary>
    public CancellationToken Again => _again.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stopped.Dispose();
        _again.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        (_stopped.IsCancellationRequested ? _again : _stopped).Cancel();
    }
}
