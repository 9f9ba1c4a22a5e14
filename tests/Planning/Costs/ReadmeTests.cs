using System.Globalization;
using Vignette.Planning.Costs;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Costs;

/// <summary>What the README says of costs is what is estimated.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Network = ["aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip"];
    private const string Balancer = "aws:lb/loadBalancer:LoadBalancer";
    private const string Database = "aws:rds/instance:Instance";
    private const string Hosts = "aws:autoscaling/group:Group";
    private const string Firewall = "aws:wafv2/webAcl:WebAcl";

    [Fact]
    public void Dev()
    {
        var dev = CostEstimate.Of(CommittedPlans.Read("dev"));
        var (balancer, database) = (Part(dev, Balancer), Part(dev, Database));
        Readme().ShouldContain($"`dev` {Round(dev.Monthly)} US dollars a month (load balancer and its addresses {balancer}, database {database}, alarms, keys and logs {Round(dev.Monthly) - balancer - database})");
    }

    [Fact]
    public void Prod()
    {
        var prod = CostEstimate.Of(CommittedPlans.Read("prod"));
        var (database, network, hosts, balancer, firewall) = (Part(prod, Database), Part(prod, Network), Part(prod, Hosts), Part(prod, Balancer), Part(prod, Firewall));
        Readme().ShouldContain($"`prod` {Round(prod.Monthly)} (database in two zones {database}, two NAT gateways {network}, two hosts {hosts}, load balancer {balancer}, firewall {firewall}, alarms, keys and logs {Round(prod.Monthly) - database - network - hosts - balancer - firewall})");
    }

    [Fact]
    public void A_million_images()
    {
        var (dev, prod) = (CostEstimate.Of(CommittedPlans.Read("dev")), CostEstimate.Of(CommittedPlans.Read("prod")));
        var model = Round(prod.PerMillionImages.Where(line => line.Price.StartsWith("model.", StringComparison.Ordinal)).Sum(line => line.Amount));
        Readme().ShouldContain($"A million images cost {Round(dev.PerMillion)} more in `dev` and {Text(Round(prod.PerMillion))} in `prod`, {Text(model)} of them for the model.");
    }

    private static string Readme() => string.Join(' ', File.ReadAllText(Path.Combine(CommittedPlans.Root, "README.md")).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static int Part(CostEstimate estimate, params string[] types) => Round(estimate.Fixed.Where(line => types.Contains(line.Type)).Sum(line => line.Amount));

    private static int Round(decimal amount) => (int)Math.Round(amount, MidpointRounding.AwayFromZero);

    private static string Text(int amount) => amount.ToString("#,##0", CultureInfo.InvariantCulture);
}
