using System.Text.RegularExpressions;

namespace Vignette.Infra.Configuration;

public sealed partial record WebSettings
{
    public const string HostingKey = "webTier";

    public const string InstanceTypesKey = "webInstanceTypes";

    public const string MinHostsKey = "webMinHosts";

    public const string MaxHostsKey = "webMaxHosts";

    public const string DomainKey = "domain";

    public const string CertificateKey = "certificate";

    public const string HostedZoneKey = "hostedZone";

    public const string FirewallKey = "waf";

    /// <summary>More than anybody meant to pay for.</summary>
    private const int MostHosts = 50;

    /// <summary><c>webTier</c>.</summary>
    public required WebHosting Hosting { get; init; }

    /// <summary><c>webInstanceTypes</c>: Graviton types, the dearest that may be taken last; several, for when a zone has none of one. Only for hosts.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = ["t4g.small", "t4g.medium"];

    /// <summary><c>webMinHosts</c>.</summary>
    public int MinHosts { get; init; } = 2;

    /// <summary><c>webMaxHosts</c>, at least <see cref="MinHosts"/>.</summary>
    public int MaxHosts { get; init; } = 4;

    /// <summary><c>domain</c>: the gallery's name; null for the load balancer's own, without TLS.</summary>
    public string? Domain { get; init; }

    /// <summary><c>certificate</c>: the ARN of the domain's certificate; null for one that is requested and proven in <see cref="HostedZone"/>.</summary>
    public string? Certificate { get; init; }

    /// <summary><c>hostedZone</c>: the id of the domain's zone in Route 53; null where its name server is somebody else's.</summary>
    public string? HostedZone { get; init; }

    /// <summary><c>waf</c>: a web application firewall before the load balancer, about 8 dollars a month and 60 cents a million requests.</summary>
    public bool Firewall { get; init; }

    internal static WebSettings Read(SettingsReader reader, string region)
    {
        var hosting = reader.Choice(HostingKey, required: true, ("asg", WebHosting.Asg), ("lambda", WebHosting.Lambda));
        var defaults = new WebSettings { Hosting = hosting };
        var read = defaults with
        {
            InstanceTypes = reader.List(
                InstanceTypesKey,
                defaults.InstanceTypes,
                static types => types.Count >= 2 && types.Distinct().Count() == types.Count && types.All(type => InstanceType().IsMatch(type)),
                "a list of at least two different Graviton instance types, such as [\"t4g.small\", \"t4g.medium\"]"),
            MinHosts = reader.Number(MinHostsKey, defaults.MinHosts, 1, MostHosts, "hosts"),
            MaxHosts = reader.Number(MaxHostsKey, defaults.MaxHosts, 1, MostHosts, "hosts"),
            Domain = reader.OptionalText(DomainKey, DomainName(), "a domain name in lower case, such as gallery.example.com"),
            Certificate = reader.OptionalText(CertificateKey, CertificateArn(), "the ARN of a certificate of AWS Certificate Manager"),
            HostedZone = reader.OptionalText(HostedZoneKey, HostedZoneId(), "the id of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ"),
            Firewall = reader.Flag(FirewallKey, defaults.Firewall),
        };
        if (reader.IsRight(MaxHostsKey) && read.MaxHosts < read.MinHosts)
        {
            reader.Fail(MaxHostsKey, $"at least {MinHostsKey}, which is {read.MinHosts}");
        }

        if (reader.IsRight(DomainKey) && reader.IsRight(CertificateKey) && reader.IsRight(HostedZoneKey))
        {
            CheckCertificate(reader, read, region);
        }

        return read;
    }

    private static void CheckCertificate(SettingsReader reader, WebSettings read, string region)
    {
        if (read.Domain is null && (read.Certificate is not null || read.HostedZone is not null))
        {
            reader.Fail(DomainKey, $"the name that {(read.Certificate is null ? HostedZoneKey : CertificateKey)} is for");
        }

        if (read is { Domain: not null, Certificate: null, HostedZone: null })
        {
            reader.Fail(CertificateKey, $"the ARN of a certificate for {read.Domain}, or {HostedZoneKey} must be the zone in which one can be proven");
        }

        if (read.Certificate is { } arn && reader.IsRight(Settings.RegionKey) && CertificateArn().Match(arn).Groups["region"].Value != region)
        {
            reader.Fail(CertificateKey, $"a certificate in {Settings.RegionKey}, which is {region}");
        }
    }

    // Graviton's families: what the images are built for.
    [GeneratedRegex(@"^(t4g|[cmr][6-9]g[dn]*)\.(micro|small|medium|large|[0-9]{0,2}xlarge)$")]
    private static partial Regex InstanceType();

    [GeneratedRegex(@"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$")]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^arn:aws[a-z-]*:acm:(?<region>[a-z0-9-]+):[0-9]{12}:certificate/[A-Za-z0-9-]+$")]
    private static partial Regex CertificateArn();

    [GeneratedRegex("^Z[A-Z0-9]{1,31}$")]
    private static partial Regex HostedZoneId();
}
