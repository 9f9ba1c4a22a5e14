namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>A part of a histogram.</summary>
/// <param name="UpTo">The longest that is in it, in milliseconds.</param>
/// <param name="Count">More than 0.</param>
internal sealed record HistogramBucket(double UpTo, long Count);
