namespace Vignette.Infra.Functions;

internal sealed record ScheduleArgs
{
    public required ContainerFunction Function { get; init; }

    /// <summary>At least 2: of one minute EventBridge says it in another word.</summary>
    public required int EveryMinutes { get; init; }
}
