using YamlDotNet.RepresentationModel;

namespace Vignette.Workflows.Tests.Rig;

/// <summary>Ways through a document.</summary>
internal static class Yaml
{
    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(key, out var found) ? found : null;
        }

        return node;
    }

    public static string? Text(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    public static IEnumerable<(string Key, YamlNode Value)> Entries(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Select(pair => (pair.Key.Text()!, pair.Value)) : [];

    /// <summary>The items of a list; what is no list is its only item.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        _ => [node],
    };

    public static IEnumerable<string> Texts(this YamlNode? node) => node.Items().Select(item => item.Text()!);
}
