using System.Globalization;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Quotas;

/// <summary>What a plan takes of what an account may have in a region.</summary>
/// <param name="Networks">VPCs.</param>
/// <param name="Addresses">Elastic IP addresses.</param>
/// <param name="GatewaysInAZone">NAT gateways in the zone that has the most.</param>
/// <param name="HostProcessors">Virtual processors of as many hosts as there may be, of the largest type that is allowed.</param>
/// <param name="Databases">RDS instances.</param>
/// <param name="LoadBalancers">Application load balancers.</param>
/// <param name="ConcurrentExecutions">Functions that may run at once: what the queues' functions are bound to, and one for each other.</param>
public sealed record QuotaNeeds(int Networks, int Addresses, int GatewaysInAZone, int HostProcessors, int Databases, int LoadBalancers, int ConcurrentExecutions)
{
    private const string EventSource = "aws:lambda/eventSourceMapping:EventSourceMapping";
    private const int BurstableProcessors = 2;

    /// <exception cref="PlanException">A number that is needed is none.</exception>
    public static QuotaNeeds Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new QuotaNeeds(
            plan.OfType(AwsTypes.Vpc).Count(),
            plan.OfType("aws:ec2/eip:Eip").Count(),
            plan.OfType("aws:ec2/natGateway:NatGateway").GroupBy(gateway => plan.Resolve(gateway["subnetId"])?.Text("availabilityZone")).Select(zone => zone.Count()).DefaultIfEmpty().Max(),
            plan.OfType(AwsTypes.AutoScalingGroup).Sum(group => (int)(group.Number("maxSize") ?? 0) * TypesOf(plan, group).Select(Processors).DefaultIfEmpty(1).Max()),
            plan.OfType(AwsTypes.DatabaseInstance).Count(),
            plan.OfType(AwsTypes.LoadBalancer).Count(balancer => balancer.Text("loadBalancerType") is null or "application"),
            plan.OfType(AwsTypes.Function).Sum(function => Executions(plan, function)));
    }

    /// <summary>The virtual processors of a type of instances, by AWS's names of sizes.</summary>
    internal static int Processors(string type) => type.Split('.') is not [var family, var size]
        ? 1
        : size switch
        {
            "nano" or "micro" or "small" => BurstableProcessors,
            "medium" => family.StartsWith('t') ? BurstableProcessors : 1,
            "large" => 2,
            "xlarge" => 4,
            _ => int.TryParse(size.Replace("xlarge", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? 4 * times : 1,
        };

    private static IEnumerable<string> TypesOf(Plan plan, PlannedResource group)
    {
        var overrides = group.List("mixedInstancesPolicy.launchTemplate.overrides").Select((_, index) => group.Text($"mixedInstancesPolicy.launchTemplate.overrides.{index}.instanceType"));
        return overrides.Append(plan.Template(group)?.Text("instanceType")).OfType<string>();
    }

    private static int Executions(Plan plan, PlannedResource function) => plan.Of(function, EventSource, "functionName")
        .Select(source => (int)(source.Number("scalingConfig.maximumConcurrency") ?? 1)).DefaultIfEmpty(1).Sum();
}
