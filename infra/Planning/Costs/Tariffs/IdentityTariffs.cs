using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for people's accounts.</summary>
internal static class IdentityTariffs
{
    // What a new pool is, unless it is said.
    private const string Default = "essentials";

    public static IReadOnlyList<Tariff> All { get; } =
    [
        new(AwsTypes.UserPool, (_, pool) => [new($"cognito.{pool.Text("userPoolTier")?.ToLowerInvariant() ?? Default}.user", Assumptions.ActiveUsers.Value)]),
    ];
}
