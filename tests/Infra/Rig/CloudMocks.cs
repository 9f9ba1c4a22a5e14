using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Vignette.Infra.Tests.Rig;

/// <summary>
/// Stands for the provider: it notes what is declared and answers what AWS would make up, each thing by a name that says
/// whose it is: <c>{name}.id</c>, <c>{name}.arn</c>.
/// </summary>
internal sealed class CloudMocks : IMocks
{
    public const string Account = "123456789012";

    public ConcurrentQueue<MockResourceArgs> Declared { get; } = new();

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var made = args.Inputs.SetItem("arn", $"{args.Name}.arn");
        foreach (var output in MadeUp(args.Type!))
        {
            made = made.SetItem(output, $"{args.Name}.{output}");
        }

        Declared.Enqueue(args);
        return Task.FromResult<(string?, object)>(($"{args.Name}.id", made));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token switch
    {
        "aws:index/getAvailabilityZones:getAvailabilityZones" => new Dictionary<string, object> { ["names"] = ImmutableArray.Create("zone-a", "zone-b", "zone-c") },
        "aws:index/getCallerIdentity:getCallerIdentity" => new Dictionary<string, object> { ["accountId"] = Account },
        "aws:ecr/getAuthorizationToken:getAuthorizationToken" => new Dictionary<string, object> { ["userName"] = "AWS", ["password"] = "a-token" },
        _ => throw new InvalidOperationException($"{args.Token} is not known here."),
    });

    private static IEnumerable<string> MadeUp(string type) => type switch
    {
        "aws:cloudwatch/eventRule:EventRule" or "aws:cloudwatch/logGroup:LogGroup" or "aws:lambda/function:Function" or "aws:sqs/queue:Queue" => ["name"],
        "aws:ec2/vpc:Vpc" => ["defaultNetworkAclId"],
        "aws:ec2/vpcEndpoint:VpcEndpoint" => ["prefixListId"],
        "aws:ecr/repository:Repository" => ["name", "repositoryUrl"],
        "aws:lambda/invocation:Invocation" => ["result"],
        "docker:index/image:Image" => ["repoDigest"],
        "aws:rds/instance:Instance" => ["address", "resourceId"],
        "aws:rds/parameterGroup:ParameterGroup" or "aws:rds/subnetGroup:SubnetGroup" or "aws:iam/role:Role" => ["name"],
        "random:index/randomId:RandomId" => ["hex"],
        "random:index/randomPassword:RandomPassword" => ["result"],
        _ => [],
    };
}
