using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Testing;
using Vignette.Planning;

namespace Vignette.Rendering.Mocks;

/// <summary>What a provider makes up for a resource: whatever outputs its class has and its inputs do not give.</summary>
internal sealed class MadeUpOutputs(NumberedReferences numbers)
{
    /// <summary>What providers mark as secret. Of what they make up; an input that is secret stays so.</summary>
    private static readonly Dictionary<string, string[]> SecretOutputs = new()
    {
        ["aws:cognito/userPoolClient:UserPoolClient"] = ["clientSecret"],
        ["random:index/randomPassword:RandomPassword"] = ["result", "bcryptHash"],
    };

    public ImmutableDictionary<string, object> Of(MockResourceArgs args)
    {
        var outputs = args.Inputs.ToBuilder();
        if (ProviderTypes.OfResource(args.Type!) is not { } type)
        {
            return outputs.ToImmutable();
        }

        foreach (var property in type.GetProperties())
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } attribute || Value(property) is not { } value)
            {
                continue;
            }

            var name = attribute.Name ?? property.Name;
            if (SecretOutputs.GetValueOrDefault(args.Type!, []).Contains(name))
            {
                outputs[name] = Output.CreateSecret(Secrets.Marker);
            }
            else if (!outputs.ContainsKey(name) && MakeUp(value, new Reference(args.Name!, name)) is { } made)
            {
                outputs[name] = made;
            }
        }

        return outputs.ToImmutable();
    }

    /// <summary>The <c>T</c> of an <c>Output&lt;T&gt;</c>; null where it may be null, which is what it then is unless an input gives it.</summary>
    private static Type? Value(PropertyInfo property) =>
        property.PropertyType is { IsGenericType: true } output
        && output.GetGenericTypeDefinition() == typeof(Output<>)
        && new NullabilityInfoContext().Create(property).GenericTypeArguments[0].ReadState != NullabilityState.Nullable
            ? output.GenericTypeArguments[0]
            : null;

    private object? MakeUp(Type type, Reference reference)
    {
        if (type == typeof(string))
        {
            return reference.ToString();
        }

        if (type == typeof(int) || type == typeof(double))
        {
            return numbers.Add(reference);
        }

        if (type == typeof(bool))
        {
            return false;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return MakeUp(type.GenericTypeArguments[0], reference with { Output = $"{reference.Output}[0]" }) is { } element ? ImmutableArray.Create(element) : null;
        }

        return type.GetCustomAttribute<OutputTypeAttribute>() is null ? null : Members(type, reference);
    }

    private ImmutableDictionary<string, object> Members(Type type, Reference reference)
    {
        var members = ImmutableDictionary.CreateBuilder<string, object>();
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Single(candidate => candidate.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        foreach (var parameter in constructor.GetParameters())
        {
            if (new NullabilityInfoContext().Create(parameter).ReadState != NullabilityState.Nullable
                && MakeUp(parameter.ParameterType, reference with { Output = $"{reference.Output}.{parameter.Name}" }) is { } member)
            {
                members.Add(parameter.Name!, member);
            }
        }

        return members.ToImmutable();
    }
}
