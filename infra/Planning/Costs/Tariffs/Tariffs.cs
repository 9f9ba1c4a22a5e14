using System.Collections.Immutable;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>How all that costs something is paid for.</summary>
internal static class Tariffs
{
    public static ImmutableDictionary<string, Tariff> ByType { get; } =
        ((Tariff[])[.. NetworkTariffs.All, .. HostTariffs.All, .. DatabaseTariffs.All, .. FunctionTariffs.All, .. StorageTariffs.All, .. MessagingTariffs.All, .. IdentityTariffs.All, .. ObservabilityTariffs.All])
        .ToImmutableDictionary(tariff => tariff.Type);
}
