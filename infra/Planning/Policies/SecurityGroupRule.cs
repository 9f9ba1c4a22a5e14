using System.Text.Json;

namespace Vignette.Planning.Policies;

/// <summary>A rule of a security group, whether it is a resource of its own or part of the group.</summary>
/// <param name="Name">The resource's name, or where in the group it is.</param>
/// <param name="IsFromAnywhere">Whether it is about the whole internet.</param>
/// <param name="Addresses">The addresses that it is about, if it is about addresses.</param>
/// <param name="Ports">The ports that it is about.</param>
internal sealed record SecurityGroupRule(string Name, bool IsFromAnywhere, string? Addresses, PortRange Ports)
{
    public static IEnumerable<SecurityGroupRule> Into(Plan plan, PlannedResource group) => Of(plan, group, AwsTypes.IngressRule, "ingress");

    public static IEnumerable<SecurityGroupRule> OutOf(Plan plan, PlannedResource group) => Of(plan, group, AwsTypes.EgressRule, "egress");

    private static IEnumerable<SecurityGroupRule> Of(Plan plan, PlannedResource group, string type, string input) =>
        plan.Of(group, type, "securityGroupId").Select(Of).Concat(group.List(input).SelectMany((rule, index) => Within(rule, $"{input}.{index}")));

    private static SecurityGroupRule Of(PlannedResource rule)
    {
        var addresses = rule.Text("cidrIpv4") ?? rule.Text("cidrIpv6");
        return new(rule.Name, PlanGraph.IsAnywhere(addresses), addresses, Range(rule.Text("ipProtocol"), rule.Number("fromPort"), rule.Number("toPort")));
    }

    /// <summary>A rule within a group may be about many addresses, or about none but other groups.</summary>
    private static IEnumerable<SecurityGroupRule> Within(JsonElement rule, string name)
    {
        IEnumerable<string?> List(string member) => rule.TryGetProperty(member, out var list) ? list.EnumerateArray().Select(item => item.GetString()) : [];
        double? Number(string member) => rule.TryGetProperty(member, out var number) ? number.GetDouble() : null;

        var ports = Range(rule.TryGetProperty("protocol", out var protocol) ? protocol.GetString() : null, Number("fromPort"), Number("toPort"));
        return List("cidrBlocks").Concat(List("ipv6CidrBlocks")).DefaultIfEmpty()
            .Select(addresses => new SecurityGroupRule(name, PlanGraph.IsAnywhere(addresses), addresses, ports));
    }

    private static PortRange Range(string? protocol, double? first, double? last) =>
        protocol == "-1" || first is null || last is null || first == -1 ? PortRange.All : new PortRange((int)first, (int)last);
}
