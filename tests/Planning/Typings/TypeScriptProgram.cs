using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vignette.Planning.Tests.Typings;

/// <summary>A plan as the TypeScript program that would declare it, in the terms of the providers' own packages.</summary>
internal static class TypeScriptProgram
{
    /// <remarks>
    /// A number that ends up in a text is the same reference there as the number itself, so that what is made of a number may
    /// be either.
    /// </remarks>
    private const string Beginning =
        """
        import * as pulumi from "@pulumi/pulumi";
        declare function value<T>(output: pulumi.Output<T>): [T] extends [number] ? any : pulumi.Output<T>;

        """;

    public static string Of(Plan plan)
    {
        var resources = plan.Resources.Where(resource => !resource.IsComponent).ToList();
        var classes = resources.Select(resource => resource.Type).Distinct().Index().ToDictionary(type => type.Item, type => $"T{type.Index}");
        var text = new StringBuilder(Beginning);
        foreach (var (type, name) in classes)
        {
            text.Append(CultureInfo.InvariantCulture, $"import {{ {Class(type)} as {name} }} from \"{Module(type)}\";\n");
        }

        text.Append("declare const made: {\n");
        foreach (var resource in resources)
        {
            text.Append(CultureInfo.InvariantCulture, $"  \"{resource.Name}\": {classes[resource.Type]},\n");
        }

        text.Append("};\n");
        foreach (var resource in resources)
        {
            text.Append(CultureInfo.InvariantCulture, $"new {classes[resource.Type]}(\"{resource.Name}\", ");
            Write(text, resource.Inputs);
            text.Append(");\n");
        }

        return text.ToString();
    }

    private static string Class(string type) => IsProvider(type) ? "Provider" : type[(type.LastIndexOf(':') + 1)..];

    // aws:ec2/vpc:Vpc is in @pulumi/aws/ec2/vpc, random:index/randomId:RandomId in @pulumi/random/randomId.
    private static string Module(string type)
    {
        var parts = type.Split(':');
        return IsProvider(type) ? $"@pulumi/{parts[2]}/provider" : $"@pulumi/{parts[0]}/{parts[1].Replace("index/", "", StringComparison.Ordinal)}";
    }

    private static bool IsProvider(string type) => type.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("{ ");
                foreach (var member in value.EnumerateObject())
                {
                    text.Append(JsonSerializer.Serialize(member.Name)).Append(": ");
                    Write(text, member.Value);
                    text.Append(", ");
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item);
                    text.Append(", ");
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Text(value.GetString()!));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static string Text(string text)
    {
        if (Reference.TryParse(text, out var whole))
        {
            return Output(whole);
        }

        var references = Reference.In(text).Select(Output).ToList();
        var literal = JsonSerializer.Serialize(text);
        return references.Count == 0 ? literal : $"pulumi.all([{string.Join(", ", references)}]).apply(_ => {literal})";
    }

    private static string Output(Reference reference) => $"value(made[\"{reference.Name}\"].{reference.Output})";
}
