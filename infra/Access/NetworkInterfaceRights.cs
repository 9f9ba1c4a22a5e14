using Pulumi;
using Vignette.Infra.Configuration;

namespace Vignette.Infra.Access;

/// <summary>What puts functions into the network.</summary>
/// <seealso href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"/>
internal static class NetworkInterfaceRights
{
    private static readonly string[] Actions =
    [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ];

    /// <summary>
    /// Lambda makes a function's network interfaces by the right of the function's role, before there is a function, and refuses
    /// to make the function where they are not allowed on every resource; to describe them cannot be allowed on less. Hence what
    /// the service may do is refused to the functions' own code.
    /// </summary>
    public static IEnumerable<PolicyStatement> ForLambda(string region, Output<string> account)
    {
        yield return new PolicyStatement { Sid = "NetworkInterfaces", Action = Actions, Resource = [Output.Create("*")] };
        yield return new PolicyStatement
        {
            Sid = "NotByCode",
            Effect = "Deny",
            Action = Actions,
            Resource = [Output.Create("*")],
            Condition = new Dictionary<string, Dictionary<string, Output<string>>>
            {
                ["ArnLike"] = new() { ["lambda:SourceFunctionArn"] = Output.Format($"arn:aws:lambda:{region}:{account}:function:{Settings.Project}-*") },
            },
        };
    }
}
