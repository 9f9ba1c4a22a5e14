using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vignette.Cli.Doctor;

/// <summary>What a stack's file, <c>Pulumi.{stack}.yaml</c>, sets for this project; of a secret only that it is set.</summary>
public sealed class StackSettings
{
    private const string Prefix = "vignette:";

    private readonly IReadOnlyDictionary<string, string?> _values;

    private StackSettings(string stack, IReadOnlyDictionary<string, string?> values) => (Stack, _values) = (stack, values);

    public string Stack { get; }

    /// <summary>The settings' names.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>A setting that is a plain text, or the texts of one that is a list, with commas between; null where it is neither or not set.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads the file of a stack.</summary>
    /// <param name="folder">The repository's.</param>
    /// <exception cref="DoctorFault">There is no such file, or it is not as Pulumi writes it; the message says which stacks have one.</exception>
    public static StackSettings Read(string folder, string stack)
    {
        var stacks = Directory.EnumerateFiles(folder, "Pulumi.*.yaml").Select(path => Path.GetFileName(path)["Pulumi.".Length..^".yaml".Length]).Order(StringComparer.Ordinal).ToList();
        if (!stacks.Contains(stack))
        {
            throw new DoctorFault($"There is no Pulumi.{stack}.yaml in {folder}. What can be looked at: local{string.Concat(stacks.Select(name => $", {name}"))}.");
        }

        var path = Path.Combine(folder, $"Pulumi.{stack}.yaml");
        var yaml = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            yaml.Load(reader);
        }
        catch (Exception fault) when (fault is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new DoctorFault($"{path} cannot be read: {fault.Message}", fault);
        }

        var config = yaml.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue("config", out var found) ? found as YamlMappingNode : null;
        return new StackSettings(stack, config?.Children
            .Where(pair => pair.Key.ToString().StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key.ToString()[Prefix.Length..], pair => Text(pair.Value)) ?? []);
    }

    private static string? Text(YamlNode value) => value switch
    {
        YamlScalarNode text => text.Value,
        YamlSequenceNode list => string.Join(',', list.OfType<YamlScalarNode>().Select(text => text.Value)),
        _ => null,
    };
}
