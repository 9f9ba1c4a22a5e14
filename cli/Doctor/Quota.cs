using System.Collections.Immutable;
using System.Text.Json;
using Vignette.Planning.Quotas;

namespace Vignette.Cli.Doctor;

/// <summary>What an account may have so many of in a region. Codes are those of AWS's Service Quotas.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Service">The service's code.</param>
/// <param name="Code">The quota's code.</param>
/// <param name="Need">What a plan needs of it.</param>
/// <param name="Used">The command that tells what there is of it; null where no single one does.</param>
/// <param name="Count">Reads that command's answer.</param>
public sealed record Quota(string Name, string Service, string Code, Func<QuotaNeeds, int> Need, ImmutableArray<string> Used, Func<JsonElement, int> Count)
{
    /// <summary>Those that commonly bite.</summary>
    public static ImmutableArray<Quota> All { get; } =
    [
        new("VPCs", "vpc", "L-F678F1CE", needs => needs.Networks, ["ec2", "describe-vpcs", "--query", "length(Vpcs)"], Number),
        new("Elastic IP addresses", "ec2", "L-0263D0A3", needs => needs.Addresses, ["ec2", "describe-addresses", "--query", "length(Addresses)"], Number),
        new("NAT gateways in a zone", "vpc", "L-FE5A380F", needs => needs.GatewaysInAZone, [], Number),
        new("Processors of hosts", "ec2", "L-1216C47A", needs => needs.HostProcessors,
            ["ec2", "describe-instances", "--filters", "Name=instance-state-name,Values=pending,running", "--query", "Reservations[].Instances[].CpuOptions.[CoreCount,ThreadsPerCore]"], Processors),
        new("Databases", "rds", "L-7B6409FD", needs => needs.Databases, ["rds", "describe-db-instances", "--query", "length(DBInstances)"], Number),
        new("Load balancers", "elasticloadbalancing", "L-53DA6B97", needs => needs.LoadBalancers, ["elbv2", "describe-load-balancers", "--query", "length(LoadBalancers[?Type=='application'])"], Number),
    ];

    private static int Number(JsonElement answer) => answer.GetInt32();

    private static int Processors(JsonElement answer) => answer.EnumerateArray().Sum(options => options[0].GetInt32() * options[1].GetInt32());
}
