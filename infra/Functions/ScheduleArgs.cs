using Pulumi;

namespace Vignette.Infra.Functions;

internal sealed record ScheduleArgs
{
    public required ContainerFunction Function { get; init; }

    /// <summary>At least 2: of one minute EventBridge says it in another word.</summary>
    public required int EveryMinutes { get; init; }

    /// <summary>What must be there before the function first runs.</summary>
    public required Resource After { get; init; }
}
