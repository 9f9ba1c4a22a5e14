using System.Net;
using Vignette.Planning.Differences.Reports;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Differences.Exposure;

/// <summary>A rule of a security group.</summary>
/// <param name="Group">The group's logical name, or what stands for it.</param>
internal sealed record PortOpening(string Group, bool IsInto, SecurityGroupRule Rule) : Opening
{
    private const string AllProtocols = "-1";

    public override ExposureChange Come => new(Opens: true, Group, Rule.IsFromAnywhere, Sentence(IsInto ? "lets in" : "reaches"));

    public override ExposureChange Gone => new(Opens: false, Group, Rule.IsFromAnywhere, Sentence(IsInto ? "no longer lets in" : "no longer reaches"));

    /// <exception cref="PlanException">A rule cannot be read.</exception>
    public static IEnumerable<PortOpening> In(Plan plan) => plan.Resources.SelectMany(resource => resource.Type switch
    {
        AwsTypes.IngressRule => [new(GroupOf(plan, resource), IsInto: true, SecurityGroupRule.Of(resource))],
        AwsTypes.EgressRule => [new(GroupOf(plan, resource), IsInto: false, SecurityGroupRule.Of(resource))],
        AwsTypes.SecurityGroup or AwsTypes.DefaultSecurityGroup =>
            SecurityGroupRule.Within(resource, "ingress").Select(rule => new PortOpening(resource.Name, IsInto: true, rule))
                .Concat(SecurityGroupRule.Within(resource, "egress").Select(rule => new PortOpening(resource.Name, IsInto: false, rule))),
        _ => Enumerable.Empty<PortOpening>(),
    });

    public override bool Covers(Opening other) => other is PortOpening port && Group == port.Group && IsInto == port.IsInto
        && (Rule.Protocol == AllProtocols || Rule.Protocol == port.Rule.Protocol)
        && Rule.Ports.Covers(port.Rule.Ports)
        && IsWithin(Rule.Peer, port.Rule.Peer);

    private static bool IsWithin(string? wider, string? narrower) => wider == narrower
        || (IPNetwork.TryParse(wider, out var network) && IPNetwork.TryParse(narrower, out var other) && network.PrefixLength <= other.PrefixLength && network.Contains(other.BaseAddress));

    private static string GroupOf(Plan plan, PlannedResource rule) => plan.Resolve(rule["securityGroupId"])?.Name ?? rule.Text("securityGroupId") ?? rule.Name;

    private Phrase Sentence(string verb)
    {
        var peer = Rule.IsFromAnywhere ? (Phrase)$"{Phrase.Loud("the whole internet")} ({Rule.Peer})" : $"{Rule.Peer ?? "nobody"}";
        var ports = Rule.Protocol == AllProtocols ? Phrase.Words("all ports") : (Phrase)$"{string.Join(' ', Rule.Protocol, Rule.Ports)}";
        return $"{Group} {Phrase.Words(verb)} {peer} at {ports}";
    }
}
