using System.Text.Json;
using Vignette.Infra.Configuration;
using Vignette.Rendering.Mocks;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vignette.Rendering;

/// <summary>A stack's configuration as it is in its file, <c>Pulumi.{stack}.yaml</c>.</summary>
internal static class StackFile
{
    /// <summary>The configuration with a placeholder for each secret: those that the file has encrypted, and the model's key, which the examples do not have.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is not as Pulumi writes it.</exception>
    public static StackConfiguration Read(string path)
    {
        var (values, secrets) = (new Dictionary<string, string>(), new HashSet<string>());
        foreach (var (key, value) in Config(path))
        {
            if (value is YamlMappingNode map && map.Children.ContainsKey("secure"))
            {
                secrets.Add(key);
                values.Add(key, Secrets.Marker);
            }
            else
            {
                values.Add(key, value is YamlSequenceNode list ? JsonSerializer.Serialize(list.Select(item => item.ToString())) : value.ToString());
            }
        }

        if (values.GetValueOrDefault(CaptionSettings.CaptioningKey) == "gemini" && values.TryAdd(CaptionSettings.ApiKeyKey, Secrets.Marker))
        {
            secrets.Add(CaptionSettings.ApiKeyKey);
        }

        return new StackConfiguration(values, secrets);
    }

    /// <summary>What is set for this project; what is set for Pulumi's own packages is none of its settings.</summary>
    private static IEnumerable<(string Key, YamlNode Value)> Config(string path)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            yaml.Load(reader);
        }
        catch (YamlException fault)
        {
            throw new FormatException($"{path}: {fault.Message}", fault);
        }

        var prefix = $"{Settings.Project}:";
        return yaml.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue("config", out var found) && found is YamlMappingNode config
            ? config.Children.Where(pair => pair.Key.ToString().StartsWith(prefix, StringComparison.Ordinal)).Select(pair => (pair.Key.ToString()[prefix.Length..], pair.Value))
            : throw new FormatException($"{path} has no config.");
    }
}
