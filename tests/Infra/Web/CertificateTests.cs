using Pulumi;
using Pulumi.Utilities;
using Vignette.Infra.Tests.Rig;
using Vignette.Infra.Web;

namespace Vignette.Infra.Tests.Web;

public sealed class CertificateTests
{
    [Fact]
    public async Task It_is_proven_in_the_domains_zone_before_it_is_used()
    {
        Output<string>? arn = null;
        var plan = await Plan.OfAsync(() => arn = new Certificate("tls", new CertificateArgs { Domain = "gallery.example.com", HostedZone = "Z1" }).Arn);
        var requested = plan.OfType("aws:acm/certificate:Certificate").ShouldHaveSingleItem();
        requested["domainName"].ShouldBe("gallery.example.com");
        requested["validationMethod"].ShouldBe("DNS");

        var record = plan.OfType("aws:route53/record:Record").ShouldHaveSingleItem();
        record["zoneId"].ShouldBe("Z1");
        record["name"].ShouldBe("tls-certificate.domainValidationOptions[0].resourceRecordName");
        record["type"].ShouldBe("tls-certificate.domainValidationOptions[0].resourceRecordType");
        record.List("records").ShouldBe(["tls-certificate.domainValidationOptions[0].resourceRecordValue"]);
        record["allowOverwrite"].ShouldBe(true);

        var proven = plan.OfType("aws:acm/certificateValidation:CertificateValidation").ShouldHaveSingleItem();
        proven["certificateArn"].ShouldBe("tls-certificate.arn");
        proven.List("validationRecordFqdns").ShouldBe(["tls-certificate-proof.fqdn"]);
        (await OutputUtilities.GetValueAsync(arn!)).ShouldBe("${tls-certificate.arn}");
        (await OutputUtilities.GetDependenciesAsync(arn!)).ShouldContain(resource => resource is Pulumi.Aws.Acm.CertificateValidation);
    }
}
