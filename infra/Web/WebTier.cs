using System.Globalization;
using Pulumi;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;
using Vignette.Infra.Access;
using Vignette.Infra.Configuration;
using Vignette.Infra.Databases;
using Vignette.Schema.MySql;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Web;

/// <summary>The gallery: a load balancer that the internet reaches, and behind it hosts or a function that it does not.</summary>
public sealed class WebTier : ComponentResource
{
    public WebTier(string name, WebTierArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:WebTier", $"{name}-web-tier", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var part = new ComponentResourceOptions { Parent = this };
        var own = $"{name}-web";
        var (settings, domain) = (args.Settings, args.Settings.Domain);
        var balancer = new LoadBalancer(own, new LoadBalancerArgs
        {
            VpcId = args.VpcId,
            SubnetIds = args.PublicSubnetIds,
            SecurityGroupId = args.LoadBalancerSecurityGroupId,
            Hosting = settings.Hosting,
            Certificate = Certify(own, settings, part),
            Identity = args.SignIn.Identity,
            LogBucket = args.LogBucket,
            LogPrefix = Buckets.Storage.LoadBalancerLogs,
            DeletionProtection = args.DeletionProtection,
        }, part);
        if (settings.Firewall)
        {
            FirewallMetricName = new Firewall(own, new FirewallArgs { LoadBalancerArn = balancer.Arn, LogRetentionDays = args.LogRetentionDays }, part).MetricName;
        }

        if (settings is { Domain: not null, HostedZone: { } zone })
        {
            Point(own, settings.Domain, zone, balancer);
        }

        var alarms = new WebAlarms(own, new WebAlarmsArgs
        {
            LoadBalancerArnSuffix = balancer.ArnSuffix,
            TargetGroupArnSuffix = balancer.TargetGroupArnSuffix,
            MinHosts = settings.Hosting == WebHosting.Asg ? settings.MinHosts : null,
            TopicArn = args.AlarmTopicArn,
        }, part);
        if (settings.Hosting == WebHosting.Asg)
        {
            var hosts = RunHosts(own, args, balancer, alarms, part);
            (AutoScalingGroupName, LogGroupName) = (hosts.GroupName, hosts.LogGroupName);
        }
        else
        {
            var function = RunFunction(own, args, balancer, part);
            (FunctionName, LogGroupName) = (function.FunctionName, function.LogGroupName);
        }

        AlarmArns = alarms.Arns;
        Address = domain is null ? Output.Format($"http://{balancer.DnsName}") : Output.Create($"https://{domain}");
        DnsName = balancer.DnsName;
        LoadBalancerArnSuffix = balancer.ArnSuffix;
        TargetGroupArnSuffix = balancer.TargetGroupArnSuffix;
        RegisterOutputs(new Dictionary<string, object?> { ["address"] = Address });
    }

    /// <summary>Where people find the gallery.</summary>
    public Output<string> Address { get; }

    /// <summary>The load balancer's own name, to which the domain must lead.</summary>
    public Output<string> DnsName { get; }

    /// <summary>What metrics name the load balancer by.</summary>
    public Output<string> LoadBalancerArnSuffix { get; }

    /// <summary>What metrics name its targets by.</summary>
    public Output<string> TargetGroupArnSuffix { get; }

    /// <summary>Where the gallery's log is.</summary>
    public Output<string> LogGroupName { get; }

    /// <summary>Null where the gallery is a function.</summary>
    public Output<string>? AutoScalingGroupName { get; }

    /// <summary>Null where the gallery is on hosts.</summary>
    public Output<string>? FunctionName { get; }

    /// <summary>The alarms that take a deployment back.</summary>
    public IReadOnlyList<Output<string>> AlarmArns { get; }

    /// <summary>What metrics name the firewall by; null where there is none.</summary>
    public Output<string>? FirewallMetricName { get; }

    /// <summary>The certificate that is given, or one that is requested; none without a domain.</summary>
    private static Output<string>? Certify(string name, WebSettings settings, ComponentResourceOptions part) => settings switch
    {
        { Domain: null } => null,
        { Certificate: { } given } => Output.Create(given),
        _ => new Certificate(name, new CertificateArgs { Domain = settings.Domain, HostedZone = settings.HostedZone! }, part).Arn,
    };

    /// <summary>Makes the domain lead to the load balancer.</summary>
    private void Point(string name, string domain, string zone, LoadBalancer balancer) => _ = new Record($"{name}-domain", new RecordArgs
    {
        ZoneId = zone,
        Name = domain,
        Type = "A",
        Aliases = { new RecordAliasArgs { Name = balancer.DnsName, ZoneId = balancer.ZoneId, EvaluateTargetHealth = false } },
    }, new CustomResourceOptions { Parent = this });

    private IReadOnlyList<PolicyStatement> Permissions(WebTierArgs args) => WebPermissions.Of(
        args.Buckets,
        args.Catalog,
        CallingAccount.Of(this));

    /// <summary>What the gallery is told wherever it runs.</summary>
    private static Dictionary<string, Output<string>> Environment(WebTierArgs args, LoadBalancer balancer, int poolSize) =>
        args.Buckets.Variables.Concat(args.Catalog.Variables).Concat(args.SignIn.Variables(balancer.Arn))
            .Append(new(MySqlOptions.PoolSizeVariable, Number(poolSize)))
            .ToDictionary();

    private HostGroup RunHosts(string name, WebTierArgs args, LoadBalancer balancer, WebAlarms alarms, ComponentResourceOptions part)
    {
        // A deployment has half as many hosts again for a while.
        var processes = (args.Settings.MaxHosts * HostGroup.MostDuringDeployment + 99) / 100;
        var environment = Environment(args, balancer, Math.Clamp(args.Connections / processes, 1, MySqlOptions.WebPoolSize));
        environment[Pipeline.Objects.S3.S3Options.RegionVariable] = Output.Create(args.Region);
        environment[Tier.PortVariable] = Number(new Tier().Port);
        environment[Tier.TrustedProxiesVariable] = Output.Create(string.Join(',', args.LoadBalancerNetworks));
        return new HostGroup(name, new HostGroupArgs
        {
            Region = args.Region,
            Image = args.Image,
            RepositoryArn = args.RepositoryArn,
            InstanceTypes = args.Settings.InstanceTypes,
            MinHosts = args.Settings.MinHosts,
            MaxHosts = args.Settings.MaxHosts,
            SubnetIds = args.PrivateSubnetIds,
            SecurityGroupId = args.WebSecurityGroupId,
            TargetGroupArn = balancer.TargetGroupArn,
            LoadBalancerArnSuffix = balancer.ArnSuffix,
            TargetGroupArnSuffix = balancer.TargetGroupArnSuffix,
            Environment = environment,
            Permissions = Permissions(args),
            RollbackAlarms = alarms.Names,
            Tags = args.Tags,
            LogRetentionDays = args.LogRetentionDays,
        }, part);
    }

    private WebFunction RunFunction(string name, WebTierArgs args, LoadBalancer balancer, ComponentResourceOptions part) => new(name, new WebFunctionArgs
    {
        Region = args.Region,
        Image = args.Image,
        SubnetIds = args.PrivateSubnetIds,
        SecurityGroupId = args.WebSecurityGroupId,
        TargetGroupArn = balancer.TargetGroupArn,
        Environment = Environment(args, balancer, ConnectionBudget.FunctionPoolSize),
        Permissions = Permissions(args),
        LogRetentionDays = args.LogRetentionDays,
    }, part);

    private static Output<string> Number(int value) => Output.Create(value.ToString(CultureInfo.InvariantCulture));
}
