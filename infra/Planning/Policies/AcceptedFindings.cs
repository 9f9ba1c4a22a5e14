namespace Vignette.Planning.Policies;

/// <summary>The findings that are meant to be, stack by stack. A stack that is not here has to be clean.</summary>
public static class AcceptedFindings
{
    private const string Users = "vignette-users";
    private const string Database = "vignette-database-instance";
    private const string Vpc = "vignette-vpc";
    private const string Balancer = "vignette-web-balancer";
    private const string Targets = "vignette-web-targets";
    private const string AccessLogs = "vignette-access-logs";
    private const string Originals = "vignette-originals";
    private const string Renditions = "vignette-renditions";
    private const string Dataset = "vignette-dataset";

    private const string Unused = "Nothing in the network uses Incident Manager.";
    private const string ByNat = "What needs it reaches it by NAT, over TLS and with signed requests; an endpoint has its price, in every zone, by the hour. The setting interfaceEndpoints makes one.";

    /// <summary>Judgement calls that hold for every deployment.</summary>
    private static readonly IReadOnlyList<Acceptance> Everywhere =
    [
        new("EC2.10", "Nothing in the network calls EC2's API.", Vpc),
        new("EC2.58", Unused, Vpc),
        new("EC2.60", Unused, Vpc),
        new("RDS.9", "The general log has every statement with its values, captions and names of files among them, and slows every one down; an audit log needs an option group of its own. What is slow and what goes wrong is published.", Database),
        new("RDS.26", "The server's own backups reach back to any second of the days that are set; a backup plan would keep the same once more.", Database),
        new("S3.9", "Access logs of the bucket for access logs would make access logs without end.", AccessLogs),
        new("S3.11", "Nobody acts upon what is put there: it is written by S3 and the load balancer, or by the function that an approval's event starts.", AccessLogs, Dataset),
        new("S3.17", "S3's own keys encrypt them. Under KMS the ETag of an object that is copied onto itself changes, and with it the version of the image, which would be processed anew; logs of load balancers cannot be delivered at all.", AccessLogs, Originals, Renditions, Dataset),
    ];

    private static readonly IReadOnlyList<Acceptance> Prod =
    [
        .. Everywhere,
        new("Cognito.1", "It has a price for everybody who signs in, a third more than without. The setting threatProtection turns it on.", Users),
        new("Cognito.5", "An authenticator app is more than every gallery asks of whoever looks at it. The setting requireTotp asks for one.", Users),
        new("EC2.55", ByNat, Vpc),
        new("EC2.56", ByNat, Vpc),
        new("EC2.57", ByNat, Vpc),
        new("ELB.18", "It answers nothing: it sends everybody to HTTPS (ELB.1).", "vignette-web-http"),
        new("ELB.21", "As ELB.22; and the answer to a health check is the same for everybody.", Targets),
        new("ELB.22", "The load balancer talks to hosts inside the network alone, by security groups that name each other. A certificate on each host would be one that nobody verifies: load balancers take any.", Targets),
    ];

    private static readonly IReadOnlyList<Acceptance> Dev =
    [
        .. Everywhere,
        new("EC2.55", "There are no hosts that fetch images, and Lambda fetches them by itself.", Vpc),
        new("EC2.56", "There are no hosts that fetch images, and Lambda fetches them by itself.", Vpc),
        new("EC2.57", "There are no hosts to be managed.", Vpc),
        new("ELB.1", "Without a domain there is no certificate to speak TLS with: this is for trying it out, not for pictures of anybody's.", Balancer),
        new("ELB.18", "As ELB.1.", "vignette-web-http"),
        new("ELB.6", "The whole stack is torn down by one command.", Balancer),
        new("ELB.16", "A firewall costs more than the rest of the web tier.", Balancer),
        new("RDS.5", "A second server doubles the price; an hour without the database harms nobody.", Database),
        new("RDS.8", "The whole stack is torn down by one command.", Database),
    ];

    public static IReadOnlyList<Acceptance> Of(string stack) => stack switch
    {
        "prod" => Prod,
        "dev" => Dev,
        _ => [],
    };
}
