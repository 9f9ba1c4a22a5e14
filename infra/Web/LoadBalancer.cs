using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Vignette.Infra.Configuration;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Web;

/// <summary>The one thing that the internet reaches: it speaks TLS where there is a certificate, has people sign in where there is a user pool, and sends requests on to the gallery.</summary>
public sealed class LoadBalancer : ComponentResource
{
    /// <summary>TLS 1.3 and 1.2 with forward secrecy and authenticated encryption alone, and key exchange that holds against quantum computers where the client knows it.</summary>
    private const string TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    public LoadBalancer(string name, LoadBalancerArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:LoadBalancer", $"{name}-load-balancing", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var balancer = new Pulumi.Aws.LB.LoadBalancer($"{name}-balancer", new Pulumi.Aws.LB.LoadBalancerArgs
        {
            LoadBalancerType = "application",
            IpAddressType = "ipv4",
            Subnets = { args.SubnetIds },
            SecurityGroups = { args.SecurityGroupId },
            EnableDeletionProtection = args.DeletionProtection,
            DropInvalidHeaderFields = true,
            // What is ambiguous is answered, but by a connection of its own, so that nobody's request is taken for another's.
            DesyncMitigationMode = "defensive",
            IdleTimeout = (int)Tier.IdleTimeout.TotalSeconds,
            AccessLogs = new LoadBalancerAccessLogsArgs { Enabled = true, Bucket = args.LogBucket, Prefix = args.LogPrefix },
            // Who did not get as far as a request: only TLS can fail so.
            ConnectionLogs = new LoadBalancerConnectionLogsArgs { Enabled = args.Certificate is not null, Bucket = args.LogBucket, Prefix = args.LogPrefix },
        }, child);
        var targets = new TargetGroup($"{name}-targets", args.Hosting == WebHosting.Asg ? Hosts(args) : Function(), child);
        var forward = new ListenerDefaultActionArgs { Type = "forward", TargetGroupArn = targets.Arn };
        var listener = args.Certificate is { } certificate
            ? new Listener($"{name}-https", new ListenerArgs
            {
                LoadBalancerArn = balancer.Arn,
                Port = 443,
                Protocol = "HTTPS",
                SslPolicy = TlsPolicy,
                CertificateArn = certificate,
                DefaultActions = args.Identity is { } identity ? [SignInRules.Authenticate(identity), forward] : [forward],
            }, child)
            : null;
        var rules = listener is not null && args.Identity is { } users ? SignInRules.Declare(name, listener, targets, users, child) : [];
        var http = new Listener($"{name}-http", new ListenerArgs
        {
            LoadBalancerArn = balancer.Arn,
            Port = 80,
            Protocol = "HTTP",
            DefaultActions = { listener is null ? forward : ToHttps },
        }, child);

        Arn = balancer.Arn;
        ArnSuffix = balancer.ArnSuffix;
        DnsName = balancer.DnsName;
        ZoneId = balancer.ZoneId;
        TargetGroupArn = Output.Tuple(targets.Arn, (listener ?? http).Arn, Output.All(rules.Select(rule => rule.Arn))).Apply(all => all.Item1);
        TargetGroupArnSuffix = targets.ArnSuffix;
        RegisterOutputs(new Dictionary<string, object?> { ["dnsName"] = DnsName, ["targetGroupArn"] = TargetGroupArn });
    }

    public Output<string> Arn { get; }

    /// <summary>What metrics name it by.</summary>
    public Output<string> ArnSuffix { get; }

    /// <summary>Its name in the internet.</summary>
    public Output<string> DnsName { get; }

    /// <summary>Of <see cref="DnsName"/>, for aliases to it.</summary>
    public Output<string> ZoneId { get; }

    /// <summary>Known once requests are sent there: a group that has no load balancer cannot be scaled by requests.</summary>
    public Output<string> TargetGroupArn { get; }

    /// <summary>What metrics name the targets by.</summary>
    public Output<string> TargetGroupArnSuffix { get; }

    private static ListenerDefaultActionArgs ToHttps => new()
    {
        Type = "redirect",
        Redirect = new ListenerDefaultActionRedirectArgs { Protocol = "HTTPS", Port = "443", StatusCode = "HTTP_301" },
    };

    private static TargetGroupArgs Hosts(LoadBalancerArgs args) => new()
    {
        TargetType = "instance",
        VpcId = args.VpcId,
        Protocol = "HTTP",
        Port = new Tier().Port,
        // A live page holds its connection for long: the number of requests says little of how busy a host is.
        LoadBalancingAlgorithmType = "least_outstanding_requests",
        DeregistrationDelay = (int)Tier.DeregistrationDelay.TotalSeconds,
        HealthCheck = new TargetGroupHealthCheckArgs
        {
            Enabled = true,
            Path = Tier.HealthPath,
            Matcher = "200",
            Interval = 10,
            Timeout = 5,
            HealthyThreshold = 2,
            UnhealthyThreshold = 3,
        },
    };

    private static TargetGroupArgs Function() => new()
    {
        TargetType = "lambda",
        // Without it, of several cookies and of a repeated query parameter one is left.
        LambdaMultiValueHeadersEnabled = true,
        HealthCheck = new TargetGroupHealthCheckArgs
        {
            Enabled = true,
            Path = Tier.HealthPath,
            Matcher = "200",
            Interval = 60,
            Timeout = 15,
            HealthyThreshold = 2,
            UnhealthyThreshold = 2,
        },
    };
}
