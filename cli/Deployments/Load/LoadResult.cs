using Vignette.Cli.Deployments.Load.Measuring;
using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Load;

/// <summary>How a load went: what <c>--json</c> and <c>--report</c> write, and what two runs are compared by.</summary>
/// <param name="ExitCode">One of <see cref="Commands.ExitCodes"/>.</param>
/// <param name="Message">One line.</param>
/// <param name="Run">Its name, with which the names of its pictures begin.</param>
/// <param name="Settings">What it was told: names and values as people write them.</param>
/// <param name="Pictures">What was sent, for people.</param>
/// <param name="HeardBy">How results were heard of, for people, and how exact that is.</param>
/// <param name="IsStopped">Whether somebody ended it early.</param>
/// <param name="Left">Pictures of it that are still in the gallery; null where nobody could tell.</param>
/// <param name="Measures">Null where nothing was sent.</param>
internal sealed record LoadResult(
    int ExitCode,
    string Message,
    string Run,
    DateTimeOffset StartedAt,
    IReadOnlyDictionary<string, string> Settings,
    string Pictures,
    string HeardBy,
    bool IsStopped,
    long? Left,
    LoadMeasures? Measures) : ITransferResult;
