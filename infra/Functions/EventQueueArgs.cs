using Pulumi;
using Vignette.Pipeline.Events;

namespace Vignette.Infra.Functions;

internal sealed record EventQueueArgs
{
    /// <summary>Which events, and how they are tried.</summary>
    public required Output<EventRoute> Route { get; init; }
}
