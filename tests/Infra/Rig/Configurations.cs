using System.Text.Json;
using Vignette.Infra.Configuration;
using YamlDotNet.RepresentationModel;

namespace Vignette.Infra.Tests.Rig;

/// <summary>Configurations of stacks: small ones, and those that are in the repository.</summary>
internal static class Configurations
{
    /// <summary>What must be set, and nothing else.</summary>
    public static readonly IReadOnlyList<(string Key, string Value)> Least =
    [
        ("environment", "dev"), ("region", "eu-central-1"), ("alarmEmail", "someone@example.com"), ("webTier", "lambda"), ("signIn", "password"), ("captions", "offline"),
    ];

    /// <summary>A configuration of these and of <see cref="Least"/>, where these do not say otherwise. An empty value is one that is not set.</summary>
    public static StackConfiguration Of(params (string Key, string Value)[] values)
    {
        var all = Least.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (key, value) in values)
        {
            all[key] = value;
        }

        return new StackConfiguration(all, new HashSet<string> { "geminiApiKey" });
    }

    /// <summary>What <c>Pulumi.{stack}.yaml</c> says, and a key for the model, which no file has.</summary>
    public static StackConfiguration OfExample(string stack, bool withSecrets = true)
    {
        var values = Yaml($"Pulumi.{stack}.yaml")["config"].ShouldBeOfType<YamlMappingNode>().Children.ToDictionary(
            pair => pair.Key.ToString().ShouldStartWithAndDrop($"{Settings.Project}:"),
            pair => pair.Value is YamlSequenceNode list ? JsonSerializer.Serialize(list.Select(item => item.ToString())) : pair.Value.ToString());
        if (withSecrets)
        {
            values.Add("geminiApiKey", "a-key");
        }

        return new StackConfiguration(values, new HashSet<string> { "geminiApiKey" });
    }

    public static YamlMappingNode Yaml(string file)
    {
        using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Stacks", file));
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents.ShouldHaveSingleItem().RootNode.ShouldBeOfType<YamlMappingNode>();
    }

    private static string ShouldStartWithAndDrop(this string text, string prefix)
    {
        text.ShouldStartWith(prefix);
        return text[prefix.Length..];
    }
}
