using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for hosts: as many as there are at least, of the first type that the group prefers.</summary>
internal static class HostTariffs
{
    public static IReadOnlyList<Tariff> All { get; } = [new(AwsTypes.AutoScalingGroup, Hosts)];

    private static IEnumerable<Charge> Hosts(Plan plan, PlannedResource group)
    {
        var hosts = group["desiredCapacity"] is null ? group.Amount("minSize") : group.Amount("desiredCapacity");
        var template = plan.Template(group) ?? throw new PlanException("no launch template");
        var type = group.Text("mixedInstancesPolicy.launchTemplate.overrides.0.instanceType") ?? template.Name("instanceType");
        yield return new($"ec2.{type}.hour", hosts * Assumptions.HoursPerMonth.Value);
        for (var index = 0; index < template.List("blockDeviceMappings").Count; index++)
        {
            var volume = $"blockDeviceMappings.{index}.ebs";
            yield return new($"ebs.{template.Name($"{volume}.volumeType")}.gb-month", hosts * template.Amount($"{volume}.volumeSize"));
        }
    }
}
