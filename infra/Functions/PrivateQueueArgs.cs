using Pulumi;
using Vignette.Infra.Access;

namespace Vignette.Infra.Functions;

internal sealed record PrivateQueueArgs
{
    /// <summary>SQS keeps nothing for longer, whatever becomes of it.</summary>
    public static readonly TimeSpan MostRetention = TimeSpan.FromDays(14);

    /// <summary>How long a message that was received is kept from others; SQS's default where it does not matter.</summary>
    public Input<int>? VisibilityTimeoutSeconds { get; init; }

    /// <summary>How often a message may be received, and where it goes then; null for as often as one likes.</summary>
    public Input<string>? RedrivePolicy { get; init; }

    /// <summary>What others than the roles of this account may do.</summary>
    public Func<Output<string>, IReadOnlyList<PolicyStatement>>? Permissions { get; init; }
}
