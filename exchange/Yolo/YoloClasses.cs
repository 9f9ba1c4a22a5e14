using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Vignette.Exchange.Yolo;

/// <summary>The names of classes, in <c>data.yaml</c> or <c>classes.txt</c>.</summary>
internal static class YoloClasses
{
    private const int MaxDepth = 16;
    private const string NamesKey = "names";

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static string Write(IReadOnlyList<string> labels)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var yaml = new Emitter(text);
        yaml.Emit(new StreamStart());
        yaml.Emit(new DocumentStart(null, null, isImplicit: true));
        yaml.Emit(new MappingStart());
        foreach (var (key, value) in new[] { ("path", "."), ("train", "images"), ("val", "images") })
        {
            yaml.Emit(new Scalar(key));
            yaml.Emit(new Scalar(value));
        }

        yaml.Emit(new Scalar("nc"));
        yaml.Emit(new Scalar(labels.Count.ToString(CultureInfo.InvariantCulture)));
        yaml.Emit(new Scalar(NamesKey));
        yaml.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, labels.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
        for (var i = 0; i < labels.Count; i++)
        {
            yaml.Emit(new Scalar(i.ToString(CultureInfo.InvariantCulture)));
            yaml.Emit(new Scalar(AnchorName.Empty, TagName.Empty, labels[i], ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true));
        }

        yaml.Emit(new MappingEnd());
        yaml.Emit(new MappingEnd());
        yaml.Emit(new DocumentEnd(isImplicit: true));
        yaml.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>Names by number: <c>names</c> is a list, or a map from numbers.</summary>
    /// <exception cref="DatasetException">It is no such YAML. Aliases, which can make much of little, are not taken.</exception>
    public static IReadOnlyDictionary<int, string> ReadYaml(byte[] yaml)
    {
        try
        {
            using var text = new StringReader(Utf8.GetString(yaml).TrimStart('\uFEFF'));
            return ReadNames(new Parser(text));
        }
        catch (Exception fault) when (fault is YamlException or DecoderFallbackException)
        {
            throw new DatasetException("data.yaml is no YAML in UTF-8 that can be read here.", fault);
        }
    }

    /// <summary>A name a line.</summary>
    public static IReadOnlyDictionary<int, string> ReadLines(byte[] lines)
    {
        try
        {
            return Utf8.GetString(lines).TrimStart('\uFEFF').TrimEnd().Split('\n').Select((name, number) => (number, name.Trim())).ToDictionary();
        }
        catch (DecoderFallbackException fault)
        {
            throw new DatasetException("The classes' names are not valid UTF-8.", fault);
        }
    }

    private static Dictionary<int, string> ReadNames(Parser yaml)
    {
        yaml.Consume<StreamStart>();
        yaml.Consume<DocumentStart>();
        if (!yaml.TryConsume<MappingStart>(out _))
        {
            throw NoNames();
        }

        while (!yaml.TryConsume<MappingEnd>(out _))
        {
            if (!yaml.TryConsume<Scalar>(out var key))
            {
                throw NoNames();
            }

            if (key.Value == NamesKey)
            {
                return Names(yaml);
            }

            Skip(yaml);
        }

        throw NoNames();
    }

    private static Dictionary<int, string> Names(Parser yaml)
    {
        var names = new Dictionary<int, string>();
        if (yaml.TryConsume<SequenceStart>(out _))
        {
            while (yaml.TryConsume<Scalar>(out var name))
            {
                names.Add(names.Count, name.Value);
            }

            return yaml.TryConsume<SequenceEnd>(out _) ? names : throw NoNames();
        }

        if (!yaml.TryConsume<MappingStart>(out _))
        {
            throw NoNames();
        }

        while (yaml.TryConsume<Scalar>(out var number))
        {
            if (!int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var key) || !yaml.TryConsume<Scalar>(out var name) || !names.TryAdd(key, name.Value))
            {
                throw NoNames();
            }
        }

        return yaml.TryConsume<MappingEnd>(out _) ? names : throw NoNames();
    }

    private static void Skip(Parser yaml)
    {
        var depth = 0;
        do
        {
            depth += yaml.Consume<ParsingEvent>() switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                AnchorAlias => throw new DatasetException("Aliases in data.yaml are not taken."),
                _ => 0,
            };
            if (depth > MaxDepth)
            {
                throw new DatasetException($"data.yaml is more than {MaxDepth} deep.");
            }
        }
        while (depth > 0);
    }

    private static DatasetException NoNames() => new("data.yaml has no names: a list of the classes' names, or a map from their numbers to names, each once.");
}
