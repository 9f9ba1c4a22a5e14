using Pulumi;
using Pulumi.Aws.Acm;
using Pulumi.Aws.Route53;

namespace Vignette.Infra.Web;

/// <summary>The domain's certificate, requested, proven by a record in its zone, and renewed by AWS for as long as the record is there.</summary>
public sealed class Certificate : ComponentResource
{
    public Certificate(string name, CertificateArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Certificate", $"{name}-tls", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var requested = new Pulumi.Aws.Acm.Certificate($"{name}-certificate", new Pulumi.Aws.Acm.CertificateArgs
        {
            DomainName = args.Domain,
            ValidationMethod = "DNS",
            KeyAlgorithm = "EC_prime256v1",
        }, child);
        var proof = requested.DomainValidationOptions.Apply(proofs => proofs[0]);
        var record = new Record($"{name}-certificate-proof", new RecordArgs
        {
            ZoneId = args.HostedZone,
            Name = proof.Apply(asked => asked.ResourceRecordName ?? ""),
            Type = proof.Apply(asked => asked.ResourceRecordType ?? ""),
            Records = { proof.Apply(asked => asked.ResourceRecordValue ?? "") },
            Ttl = 300,
            // One domain has the same record for all of its certificates.
            AllowOverwrite = true,
        }, child);
        var proven = new CertificateValidation($"{name}-certificate-proven", new CertificateValidationArgs
        {
            CertificateArn = requested.Arn,
            ValidationRecordFqdns = { record.Fqdn },
        }, child);

        Arn = proven.CertificateArn;
        RegisterOutputs(new Dictionary<string, object?> { ["arn"] = Arn });
    }

    /// <summary>Known once it is proven: before, nothing may use it.</summary>
    public Output<string> Arn { get; }
}
