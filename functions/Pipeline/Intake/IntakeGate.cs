using Microsoft.Extensions.Logging;

namespace Vignette.Pipeline.Intake;

/// <summary>
/// Whether files may come in. Asked before a file is read: what is refused here has cost nothing and lost nothing. The
/// answer may be a second old, so that asking costs the same however many files come.
/// </summary>
public sealed class IntakeGate(IEnumerable<IIntakeLimit> limits, TimeProvider time, ILogger<IntakeGate> logger) : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(1);

    private readonly IIntakeLimit[] _limits = [.. limits];
    private readonly SemaphoreSlim _asking = new(1);
    private volatile Answer? _answer;

    /// <returns>Null while files may come in.</returns>
    public async Task<IntakePause?> CheckAsync(CancellationToken cancellationToken)
    {
        if (Valid is { } answer)
        {
            return answer.Pause;
        }

        await _asking.WaitAsync(cancellationToken);
        try
        {
            // Whoever was here first has asked.
            return (Valid ?? await AskAsync(cancellationToken)).Pause;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private Answer? Valid => _answer is { } answer && time.GetElapsedTime(answer.At) < Validity ? answer : null;

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        IntakePause? pause = null;
        foreach (var limit in _limits)
        {
            pause ??= await limit.CheckAsync(cancellationToken);
        }

        if (pause is not null && _answer?.Pause is null)
        {
            logger.IntakePaused(pause.Reason);
        }
        else if (pause is null && _answer?.Pause is not null)
        {
            logger.IntakeResumed();
        }

        return _answer = new Answer(pause, time.GetTimestamp());
    }

    private sealed record Answer(IntakePause? Pause, long At);
}
