using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Iam;
using Vignette.Infra.Access;

namespace Vignette.Infra.Networking;

/// <summary>The record of who talked to whom in the network, and who was refused.</summary>
public sealed class FlowLogs : ComponentResource
{
    public FlowLogs(string name, FlowLogsArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:FlowLogs", $"{name}-flow-logs", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var own = $"{name}-flow-log";
        var group = new LogGroup($"{own}-group", new LogGroupArgs { RetentionInDays = args.RetentionDays }, child);

        // The service acts for whoever asks it to: only for this account's flow logs may it take this role.
        var account = CallingAccount.Of(this);
        var role = new Role($"{own}-role", new RoleArgs
        {
            Description = "Writes the network's flow logs.",
            AssumeRolePolicy = PolicyDocument.Of(new PolicyStatement
            {
                Principal = PolicyStatement.Service("vpc-flow-logs.amazonaws.com"),
                Action = ["sts:AssumeRole"],
                Condition = new Dictionary<string, Dictionary<string, Output<string>>>
                {
                    ["StringEquals"] = new() { ["aws:SourceAccount"] = account },
                    ["ArnLike"] = new() { ["aws:SourceArn"] = Output.Format($"arn:aws:ec2:{args.Region}:{account}:vpc-flow-log/*") },
                },
            }),
        }, child);
        var permission = new RolePolicy($"{own}-role-policy", new RolePolicyArgs
        {
            Role = role.Id,
            Policy = PolicyDocument.Of(new PolicyStatement
            {
                Action = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
                Resource = [group.Arn, Output.Format($"{group.Arn}:*")],
            }),
        }, child);
        _ = new FlowLog(own, new FlowLogArgs
        {
            VpcId = args.VpcId,
            TrafficType = "ALL",
            LogDestination = group.Arn,
            IamRoleArn = role.Arn,
            Tags = { ["Name"] = own },
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { permission } }));
        RegisterOutputs();
    }
}
