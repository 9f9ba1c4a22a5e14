using System.Text.Json;

namespace Vignette.Planning.Policies;

/// <summary>A rule of a security group, whether it is a resource of its own or part of the group.</summary>
/// <param name="Name">The resource's name, or where in the group it is.</param>
/// <param name="IsFromAnywhere">Whether it is about the whole internet.</param>
/// <param name="Addresses">The addresses that it is about, if it is about addresses.</param>
/// <param name="Ports">The ports that it is about.</param>
internal sealed record SecurityGroupRule(string Name, bool IsFromAnywhere, string? Addresses, PortRange Ports)
{
    /// <summary>In a group, for the group itself.</summary>
    private const string Self = "self";

    private const string All = "-1";

    private static readonly string[] Peers = ["referencedSecurityGroupId", "prefixListId"];

    private static readonly string[] PeerLists = ["securityGroups", "prefixListIds"];

    /// <summary>Such as <c>tcp</c>; <c>-1</c> is all.</summary>
    public required string Protocol { get; init; }

    /// <summary>Who is at the other end: addresses, a security group, a list of prefixes or <c>self</c>; null where nobody is named.</summary>
    public required string? Peer { get; init; }

    public static IEnumerable<SecurityGroupRule> Into(Plan plan, PlannedResource group) => Of(plan, group, AwsTypes.IngressRule, "ingress");

    public static IEnumerable<SecurityGroupRule> OutOf(Plan plan, PlannedResource group) => Of(plan, group, AwsTypes.EgressRule, "egress");

    /// <summary>A rule that is a resource of its own.</summary>
    public static SecurityGroupRule Of(PlannedResource rule)
    {
        var addresses = rule.Text("cidrIpv4") ?? rule.Text("cidrIpv6");
        var protocol = rule.Text("ipProtocol");
        return new(rule.Name, PlanGraph.IsAnywhere(addresses), addresses, Range(protocol, rule.Number("fromPort"), rule.Number("toPort")))
        {
            Protocol = protocol ?? All,
            Peer = addresses ?? Peers.Select(rule.Text).FirstOrDefault(peer => peer is not null),
        };
    }

    /// <summary>The rules that are part of a group.</summary>
    /// <param name="input"><c>ingress</c> or <c>egress</c>.</param>
    public static IEnumerable<SecurityGroupRule> Within(PlannedResource group, string input) =>
        group.List(input).SelectMany((rule, index) => Within(rule, $"{input}.{index}"));

    private static IEnumerable<SecurityGroupRule> Of(Plan plan, PlannedResource group, string type, string input) =>
        plan.Of(group, type, "securityGroupId").Select(Of).Concat(Within(group, input));

    /// <summary>A rule within a group may be about many addresses, or about none but other groups.</summary>
    private static IEnumerable<SecurityGroupRule> Within(JsonElement rule, string name)
    {
        IEnumerable<string?> List(string member) => rule.TryGetProperty(member, out var list) ? list.EnumerateArray().Select(item => item.GetString()) : [];
        double? Number(string member) => rule.TryGetProperty(member, out var number) ? number.GetDouble() : null;

        var protocol = rule.TryGetProperty("protocol", out var text) ? text.GetString() : null;
        var ports = Range(protocol, Number("fromPort"), Number("toPort"));
        var self = rule.TryGetProperty(Self, out var isSelf) && isSelf.ValueKind == JsonValueKind.True ? [Self] : Array.Empty<string>();
        return List("cidrBlocks").Concat(List("ipv6CidrBlocks")).Select(addresses => (Addresses: addresses, Peer: addresses))
            .Concat(PeerLists.SelectMany(List).Concat<string?>(self).Select(peer => (Addresses: (string?)null, Peer: peer))).DefaultIfEmpty()
            .Select(peer => new SecurityGroupRule(name, PlanGraph.IsAnywhere(peer.Addresses), peer.Addresses, ports) { Protocol = protocol ?? All, Peer = peer.Peer });
    }

    private static PortRange Range(string? protocol, double? first, double? last) =>
        protocol == All || first is null || last is null || first == -1 ? PortRange.All : new PortRange((int)first, (int)last);
}
