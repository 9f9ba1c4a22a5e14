using Amazon.Lambda.Core;

namespace Vignette.Functions;

/// <summary>How long an invocation has. Lambda ends the process at its timeout without a word, so work stops a little earlier.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>What is kept for giving claims back and for the answer.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _source;
    private readonly DateTimeOffset _at;
    private readonly TimeProvider _time;

    private Deadline(TimeSpan left, TimeProvider time)
    {
        _time = time;
        _at = time.GetUtcNow() + left;
        _source = new CancellationTokenSource(left, time);
    }

    /// <summary>Cancelled when work must stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>How long work may still take; not negative.</summary>
    public TimeSpan Left => _at - _time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    public static Deadline Of(ILambdaContext context, TimeProvider time)
    {
        var left = context.RemainingTime - Reserve;
        return new Deadline(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
    }

    public void Dispose() => _source.Dispose();
}
