using System.Text;
using System.Text.Json;

namespace Vignette.Planning.Policies;

/// <summary>Ways through a plan: from a resource to those that say more of it.</summary>
internal static class PlanGraph
{
    private const string Anywhere = "0.0.0.0/0";
    private const string AnywhereV6 = "::/0";

    /// <summary>The resources of a type of which an input is an output of another resource: what is configured apart from what it configures.</summary>
    public static IEnumerable<PlannedResource> Of(this Plan plan, PlannedResource resource, string type, string input) =>
        plan.OfType(type).Where(candidate => plan.Resolve(candidate[input]) == resource);

    /// <summary>The resources whose outputs the elements of a list are.</summary>
    public static IEnumerable<PlannedResource> Each(this Plan plan, PlannedResource resource, string list) =>
        resource.List(list).Select(item => plan.Resolve(item)).OfType<PlannedResource>();

    /// <summary>How many availability zones the subnets of a list are in.</summary>
    public static int Zones(this Plan plan, PlannedResource resource, string subnets) =>
        plan.Each(resource, subnets).Select(subnet => subnet.Text("availabilityZone")).Distinct().Count();

    /// <summary>What hosts of a group are made from; null where the group has no launch template of this plan.</summary>
    public static PlannedResource? Template(this Plan plan, PlannedResource group) =>
        plan.Resolve(group["launchTemplate.id"] ?? group["mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId"]);

    /// <summary>Whether addresses are those of the whole internet.</summary>
    public static bool IsAnywhere(string? addresses) => addresses is Anywhere or AnywhereV6;

    /// <summary>Whether what comes through a route table goes to the internet and what comes from there comes back by it.</summary>
    public static bool IsPublic(this Plan plan, PlannedResource subnet) =>
        plan.Of(subnet, AwsTypes.RouteTableAssociation, "subnetId").Select(association => plan.Resolve(association["routeTableId"])).OfType<PlannedResource>()
            .SelectMany(table => plan.Of(table, AwsTypes.Route, "routeTableId"))
            .Any(route => route["gatewayId"] is not null && (IsAnywhere(route.Text("destinationCidrBlock")) || IsAnywhere(route.Text("destinationIpv6CidrBlock"))));

    /// <summary>What a host does first, in plain text; null for a template that says nothing.</summary>
    public static string? UserData(this PlannedResource template)
    {
        var text = template.Text("userData");
        if (text is null)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    /// <summary>All texts in a value, each with the name of the input or member that it is.</summary>
    public static IEnumerable<(string Name, string Value)> Texts(this JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.String => [(name, value.GetString()!)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => item.Texts(name)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => member.Value.Texts(member.Name)),
        _ => [],
    };
}
