using Pulumi;
using Pulumi.Aws.Iam;
using Vignette.Infra.Access;

namespace Vignette.Infra.Web;

/// <summary>What a host may do: what the gallery on it does, fetch its image, write its log, and let people in by Session Manager.</summary>
internal sealed class HostRole : ComponentResource
{
    public HostRole(string name, HostGroupArgs args, Output<string> logGroupArn, ComponentResourceOptions? options = null)
        : base("vignette:infra:HostRole", $"{name}-host-access", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var account = CallingAccount.Of(this);
        var role = new Role($"{name}-host-role", new RoleArgs
        {
            Description = "Hosts of the gallery.",
            AssumeRolePolicy = PolicyDocument.Of(new PolicyStatement { Principal = PolicyStatement.Service("ec2.amazonaws.com"), Action = ["sts:AssumeRole"] }),
        }, child);
        var permissions = new RolePolicy($"{name}-host-permissions", new RolePolicyArgs
        {
            Role = role.Id,
            Policy = PolicyDocument.Of([.. FetchImage(args.RepositoryArn), WriteLog(logGroupArn), .. Sessions(args.Region, account), .. args.Permissions]),
        }, child);
        var profile = new InstanceProfile($"{name}-host-profile", new InstanceProfileArgs { Role = role.Name }, child);

        // No host before it may do what it needs as soon as it starts.
        ProfileArn = Output.Tuple(profile.Arn, permissions.Id).Apply(both => both.Item1);
        RegisterOutputs(new Dictionary<string, object?> { ["profileArn"] = ProfileArn });
    }

    public Output<string> ProfileArn { get; }

    private static IEnumerable<PolicyStatement> FetchImage(Output<string> repository)
    {
        // The token is for the whole registry: AWS knows no resource for it. What it opens is said by the next.
        yield return new PolicyStatement { Sid = "SignInToRegistry", Action = ["ecr:GetAuthorizationToken"], Resource = [Output.Create("*")] };
        yield return new PolicyStatement { Sid = "FetchImage", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource = [repository] };
    }

    private static PolicyStatement WriteLog(Output<string> group) =>
        new() { Sid = "WriteLog", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = [Output.Format($"{group}:*")] };

    /// <summary>
    /// For Session Manager and nothing else of Systems Manager: AWS's own policy for it also lets a host read every parameter
    /// of the account.
    /// </summary>
    private static IEnumerable<PolicyStatement> Sessions(string region, Output<string> account)
    {
        yield return new PolicyStatement
        {
            Sid = "BeFound",
            Action = ["ssm:UpdateInstanceInformation"],
            Resource = [Output.Format($"arn:aws:ec2:{region}:{account}:instance/*")],
        };

        // AWS knows no resource for these.
        yield return new PolicyStatement
        {
            Sid = "LetIn",
            Action = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"],
            Resource = [Output.Create("*")],
        };
    }
}
