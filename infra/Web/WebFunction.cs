using Pulumi;
using Pulumi.Aws.LB;
using Vignette.Infra.Functions;
using Lambda = Pulumi.Aws.Lambda;

namespace Vignette.Infra.Web;

/// <summary>
/// The gallery as a function, which costs nothing while nobody looks. The load balancer gives it requests of up to 1 MB, and
/// it answers whole or not at all.
/// </summary>
public sealed class WebFunction : ComponentResource
{
    /// <summary>MB: with it comes a whole processor, without which a start takes seconds.</summary>
    private const int Memory = 1769;

    /// <summary>Seconds: nobody waits for longer.</summary>
    private const int Timeout = 30;

    internal WebFunction(string name, WebFunctionArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:WebFunction", $"{name}-function-target", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var function = new ContainerFunction($"{name}-gallery", new ContainerFunctionArgs
        {
            Handler = "",
            Description = "The gallery.",
            Host = new FunctionHost
            {
                Image = args.Image,
                Region = args.Region,
                SubnetIds = args.SubnetIds,
                SecurityGroupIds = [args.SecurityGroupId],
                LogRetentionDays = args.LogRetentionDays,
            },
            Memory = Memory,
            Timeout = Timeout,
            Environment = args.Environment,
            Permissions = args.Permissions,
        }, new ComponentResourceOptions { Parent = this });
        var permission = new Lambda.Permission($"{name}-from-load-balancer", new Lambda.PermissionArgs
        {
            Function = function.FunctionName,
            Action = "lambda:InvokeFunction",
            Principal = "elasticloadbalancing.amazonaws.com",
            SourceArn = args.TargetGroupArn,
        }, child);
        _ = new TargetGroupAttachment($"{name}-target", new TargetGroupAttachmentArgs
        {
            TargetGroupArn = args.TargetGroupArn,
            TargetId = function.Arn,
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { permission } }));

        FunctionName = function.FunctionName;
        LogGroupName = function.LogGroupName;
        RegisterOutputs(new Dictionary<string, object?> { ["functionName"] = FunctionName });
    }

    public Output<string> FunctionName { get; }

    public Output<string> LogGroupName { get; }
}
