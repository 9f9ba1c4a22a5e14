namespace Vignette.Pipeline.Tasks;

/// <summary>
/// How long a message waits for its next try: a random part of 1 s, 2 s, 4 s, … up to 5 minutes ("full jitter",
/// <see href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/"/>), but at least as long as the
/// other side asked for.
/// </summary>
public sealed class RetryBackoff(Random random)
{
    /// <summary>The longest wait by itself.</summary>
    public static TimeSpan Cap { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait that the other side may ask for: SQS hides a message no longer.</summary>
    public static TimeSpan MaxRetryAfter { get; } = TimeSpan.FromHours(12);

    private static readonly TimeSpan Base = TimeSpan.FromSeconds(1);

    /// <param name="attempt">The try that failed, 1 the first time.</param>
    /// <param name="retryAfter">What the other side asked for, or null.</param>
    public TimeSpan After(int attempt, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var ceiling = Math.Min(Cap.TotalSeconds, Base.TotalSeconds * Math.Pow(2, attempt - 1));
        var jittered = TimeSpan.FromSeconds(ceiling * random.NextDouble());
        var asked = retryAfter < MaxRetryAfter ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : MaxRetryAfter;
        return jittered > asked ? jittered : asked;
    }
}
