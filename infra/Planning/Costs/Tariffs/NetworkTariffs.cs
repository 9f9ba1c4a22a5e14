using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for ways between networks.</summary>
internal static class NetworkTariffs
{
    private const decimal HostsGbPerUnit = 1;
    private const decimal FunctionsGbPerUnit = 0.4m;

    public static IReadOnlyList<Tariff> All { get; } =
    [
        new("aws:ec2/natGateway:NatGateway", (_, _) => [Hours("nat-gateway.hour")], ToTheModel),
        new("aws:ec2/eip:Eip", (_, _) => [Hours("public-ipv4.hour")]),
        new(AwsTypes.VpcEndpoint, Endpoint),
        new(AwsTypes.LoadBalancer, LoadBalancer, Requests),
        new(AwsTypes.WebAcl, WebAcl, (_, _) => [new("waf.million-requests", Assumptions.WebRequests.Value)]),
    ];

    private static IEnumerable<Charge> Endpoint(Plan plan, PlannedResource endpoint) => endpoint.Text("vpcEndpointType") switch
    {
        null or "Gateway" => [],
        "Interface" => [Hours("vpc-endpoint.hour", Math.Max(1, endpoint.List("subnetIds").Count))],
        var other => [Hours($"vpc-endpoint.{other}.hour")],
    };

    private static IEnumerable<Charge> LoadBalancer(Plan plan, PlannedResource balancer)
    {
        yield return Hours($"load-balancer.{balancer.Text("loadBalancerType") ?? "application"}.hour");
        if (balancer.Flag("internal") != true)
        {
            yield return Hours("public-ipv4.hour", plan.Each(balancer, "subnets").Count());
        }
    }

    // Of the four measures of a unit the bytes are what such a gallery uses up first.
    private static IEnumerable<Charge> Requests(Plan plan, PlannedResource balancer)
    {
        var gigabytes = Assumptions.WebRequests.Value * Assumptions.WebResponse.Value;
        yield return new("load-balancer.application.unit-hour", gigabytes / (FunctionTariffs.AreBehindLoadBalancer(plan) ? FunctionsGbPerUnit : HostsGbPerUnit));
        yield return new("data-transfer-out.gb", gigabytes);
    }

    private static IEnumerable<Charge> WebAcl(Plan plan, PlannedResource acl)
    {
        yield return new("waf.web-acl", 1);
        var rules = acl.List("rules").Count;
        if (rules > 0)
        {
            yield return new("waf.rule", rules);
        }
    }

    // All gateways together pass it on, each a part.
    private static IEnumerable<Charge> ToTheModel(Plan plan, PlannedResource gateway)
    {
        if (!FunctionTariffs.AskModel(plan))
        {
            yield break;
        }

        var gigabytes = 1000 * Assumptions.ModelRequestSize.Value / plan.OfType(gateway.Type).Count();
        yield return new("nat-gateway.gb", gigabytes);
        yield return new("data-transfer-out.gb", gigabytes);
    }

    private static Charge Hours(string price, int count = 1) => new(price, count * Assumptions.HoursPerMonth.Value);
}
