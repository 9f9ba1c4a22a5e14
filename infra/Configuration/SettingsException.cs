using Pulumi;

namespace Vignette.Infra.Configuration;

/// <summary>The stack's configuration is not as it must be. Pulumi shows the message alone and makes nothing.</summary>
public sealed class SettingsException(IReadOnlyList<string> failures)
    : RunException("The stack's configuration is not as it must be:\n" + string.Join('\n', failures.Select(failure => "  " + failure)))
{
    /// <summary>One sentence for each key that is wrong, with what is allowed.</summary>
    public IReadOnlyList<string> Failures { get; } = failures;
}
