using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace Vignette.Infra.Networking;

/// <summary>
/// Who may talk to whom. Inside the network groups name each other, never addresses; only the load balancer is open to the
/// internet, and only what must reach it may. All of it is TCP: names are resolved past security groups.
/// </summary>
public sealed class SecurityGroups : ComponentResource
{
    private const int Http = 80;
    private const int Https = 443;
    private const string Anywhere = "0.0.0.0/0";

    private readonly string _name;
    private readonly CustomResourceOptions _child;

    public SecurityGroups(string name, SecurityGroupsArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:SecurityGroups", $"{name}-security-groups", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        (_name, _child) = (name, new CustomResourceOptions { Parent = this });

        var balancer = Group("load-balancer", "The load balancer.", args);
        var web = Group("web", "The gallery.", args);
        var functions = Group("functions", "Functions.", args);
        var model = Group("model", "What asks the vision model, besides its other group.", args);
        var database = Group("database", "The database.", args);

        Admit(balancer, Http);
        if (args.HasTls)
        {
            Admit(balancer, Https);
        }

        if (args.WebPort is { } port)
        {
            Connect(balancer, web, port);
        }

        Connect(web, database, args.DatabasePort);
        Connect(functions, database, args.DatabasePort);
        foreach (var group in (Named[])[web, functions])
        {
            LetOut(group, "s3", new SecurityGroupEgressRuleArgs { PrefixListId = args.ObjectStorePrefixList });
        }

        // It has an address in the internet itself.
        if (args.HasUserPool)
        {
            LetOut(balancer, "user-pool", new SecurityGroupEgressRuleArgs { CidrIpv4 = Anywhere });
        }

        // Only hosts, and who asks for the load balancer's keys, need more of AWS; and only the model is elsewhere.
        if (args.HasNat)
        {
            LetOut(model, "internet", new SecurityGroupEgressRuleArgs { CidrIpv4 = Anywhere });
            if (args.WebPort is not null || args.HasUserPool)
            {
                LetOut(web, "internet", new SecurityGroupEgressRuleArgs { CidrIpv4 = Anywhere });
            }
        }

        if (args.HasInterfaceEndpoints)
        {
            var endpoints = Group("endpoints", "The services of AWS inside the network.", args);
            Connect(web, endpoints, Https);
            Endpoints = endpoints.Group.Id;
        }

        LoadBalancer = balancer.Group.Id;
        Web = web.Group.Id;
        Functions = functions.Group.Id;
        Model = model.Group.Id;
        Database = database.Group.Id;
        RegisterOutputs(new Dictionary<string, object?>
        {
            ["loadBalancer"] = LoadBalancer,
            ["web"] = Web,
            ["functions"] = Functions,
            ["model"] = Model,
            ["database"] = Database,
        });
    }

    public Output<string> LoadBalancer { get; }

    public Output<string> Web { get; }

    public Output<string> Functions { get; }

    /// <summary>For the function that asks the model, besides <see cref="Functions"/>.</summary>
    public Output<string> Model { get; }

    public Output<string> Database { get; }

    /// <summary>Null where there are no interface endpoints.</summary>
    public Output<string>? Endpoints { get; }

    private Named Group(string role, string description, SecurityGroupsArgs args) =>
        new(role, new SecurityGroup($"{_name}-{role}-security-group", new SecurityGroupArgs
        {
            VpcId = args.VpcId,
            Description = description,
            Tags = { ["Name"] = $"{_name}-{role}" },
        }, _child));

    /// <summary>Lets anybody in.</summary>
    private void Admit(Named to, int port) => _ = new SecurityGroupIngressRule($"{_name}-{to.Role}-from-internet-{port}", new SecurityGroupIngressRuleArgs
    {
        SecurityGroupId = to.Group.Id,
        CidrIpv4 = Anywhere,
        IpProtocol = "tcp",
        FromPort = port,
        ToPort = port,
    }, _child);

    /// <summary>Lets one out to the other, and the other let it in.</summary>
    private void Connect(Named from, Named to, int port)
    {
        _ = new SecurityGroupEgressRule($"{_name}-{from.Role}-to-{to.Role}", new SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = from.Group.Id,
            ReferencedSecurityGroupId = to.Group.Id,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
        }, _child);
        _ = new SecurityGroupIngressRule($"{_name}-{to.Role}-from-{from.Role}", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = to.Group.Id,
            ReferencedSecurityGroupId = from.Group.Id,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
        }, _child);
    }

    /// <summary>Lets out by TLS.</summary>
    private void LetOut(Named from, string where, SecurityGroupEgressRuleArgs rule)
    {
        (rule.SecurityGroupId, rule.IpProtocol, rule.FromPort, rule.ToPort) = (from.Group.Id, "tcp", Https, Https);
        _ = new SecurityGroupEgressRule($"{_name}-{from.Role}-to-{where}", rule, _child);
    }

    private sealed record Named(string Role, SecurityGroup Group);
}
