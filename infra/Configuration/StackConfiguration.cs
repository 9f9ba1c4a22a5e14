using System.Text.Json;

namespace Vignette.Infra.Configuration;

/// <summary>
/// The configuration of the stack that is deployed, as Pulumi hands it to a program. <see cref="Pulumi.Config"/> gives one
/// value at a time and so cannot tell that a key is misspelt, nor whether a value was encrypted.
/// </summary>
/// <param name="Values">By key, without the project's name. Values that are not text are JSON.</param>
/// <param name="Secrets">The keys whose values are encrypted where they are stored.</param>
internal sealed record StackConfiguration(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> Secrets)
{
    public const string ValuesVariable = "PULUMI_CONFIG";

    public const string SecretsVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>What the environment of this process says of the project.</summary>
    public static StackConfiguration OfProcess(string project) =>
        Parse(project, Environment.GetEnvironmentVariable(ValuesVariable), Environment.GetEnvironmentVariable(SecretsVariable));

    public static StackConfiguration Parse(string project, string? values, string? secrets)
    {
        var all = JsonSerializer.Deserialize<Dictionary<string, string>>(string.IsNullOrEmpty(values) ? "{}" : values)!;
        var encrypted = JsonSerializer.Deserialize<string[]>(string.IsNullOrEmpty(secrets) ? "[]" : secrets)!;
        var prefix = project + ":";
        return new(
            all.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value),
            encrypted.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]).ToHashSet());
    }
}
