namespace Vignette.Pipeline.Intake;

/// <summary>That nothing may come in just now. What is in already goes on.</summary>
/// <param name="Reason">A sentence for people.</param>
/// <param name="RetryAfter">When it is worth another try.</param>
public sealed record IntakePause(string Reason, TimeSpan RetryAfter);
