using Pulumi;

namespace Vignette.Infra.Web;

/// <summary>What a person types who must look into the gallery.</summary>
internal static class Instructions
{
    /// <param name="group">The auto scaling group; null where the gallery is a function.</param>
    /// <param name="log">The gallery's log.</param>
    public static Output<string> LookInside(string region, Output<string>? group, Output<string> log) => group is null
        ? Output.Format($"aws logs tail {log} --region {region} --follow")
        : Output.Format($"aws ssm start-session --region {region} --target \"$(aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\"");
}
