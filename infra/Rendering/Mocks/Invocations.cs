using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Testing;

namespace Vignette.Rendering.Mocks;

/// <summary>What the cloud answers to questions, the same every time and of no account in particular.</summary>
internal static class Invocations
{
    public static ImmutableDictionary<string, object> Answer(MockCallArgs args)
    {
        var answer = args.Args.ToBuilder();
        foreach (var (name, value) in Known(args).Concat(Others(args.Token!)))
        {
            answer.TryAdd(name, value);
        }

        return answer.ToImmutable();
    }

    private static IEnumerable<KeyValuePair<string, object>> Known(MockCallArgs args)
    {
        static KeyValuePair<string, object> Is(string name, object value) => KeyValuePair.Create(name, value);
        return args.Token switch
        {
            "aws:index/getAvailabilityZones:getAvailabilityZones" => [Is("names", ImmutableArray.Create<object>("zone-a", "zone-b", "zone-c"))],
            "aws:index/getCallerIdentity:getCallerIdentity" => [Is("accountId", CloudMocks.Account)],
            "aws:index/getPartition:getPartition" => [Is("partition", "aws"), Is("dnsSuffix", "amazonaws.com")],
            "aws:ssm/getParameter:getParameter" =>
            [
                Is("value", $"value of {args.Args["name"]}"), Is("insecureValue", $"value of {args.Args["name"]}"), Is("type", "String"),
            ],
            "aws:ecr/getAuthorizationToken:getAuthorizationToken" =>
            [
                Is("userName", "AWS"), Is("password", Output.CreateSecret(Secrets.Marker)), Is("authorizationToken", Output.CreateSecret(Secrets.Marker)),
                Is("proxyEndpoint", $"https://{CloudMocks.Account}.dkr.ecr"),
            ],
            _ => [],
        };
    }

    /// <summary>Every other text of an answer says whose it is: <c>getRegion.name</c>.</summary>
    private static IEnumerable<KeyValuePair<string, object>> Others(string token) =>
        from parameter in ProviderTypes.OfResult(token).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() is not null).GetParameters()
        where parameter.ParameterType == typeof(string)
        select KeyValuePair.Create(parameter.Name!, (object)$"{token[(token.LastIndexOf(':') + 1)..]}.{parameter.Name}");
}
