using System.Text.Json;
using Vignette.Infra.Configuration;

namespace Vignette.Rendering;

/// <summary>A stack's configuration where Pulumi puts it for a program: in the environment of this process, until disposed of.</summary>
internal sealed class ProcessConfiguration : IDisposable
{
    public ProcessConfiguration(StackConfiguration configuration) => Set(
        JsonSerializer.Serialize(configuration.Values.ToDictionary(pair => Full(pair.Key), pair => pair.Value)),
        JsonSerializer.Serialize(configuration.Secrets.Select(Full)));

    public void Dispose() => Set(null, null);

    private static string Full(string key) => $"{Settings.Project}:{key}";

    private static void Set(string? values, string? secrets)
    {
        Environment.SetEnvironmentVariable(StackConfiguration.ValuesVariable, values);
        Environment.SetEnvironmentVariable(StackConfiguration.SecretsVariable, secrets);
    }
}
