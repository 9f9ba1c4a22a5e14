using Vignette.Planning.Reports;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Reports;

public sealed class PolicyFindingsTests
{
    private const string Page = "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html";

    [Fact]
    public void What_is_to_be_mended_comes_first_then_what_is_accepted_and_why()
    {
        var lines = Lines(
            Plans.Resource("vignette-access-logs", """{ "acl": "private" }"""),
            Plans.Resource("policy", """{ "bucket": "${vignette-access-logs.id}", "policy": "{}" }""", type: "aws:s3/bucketPolicy:BucketPolicy"));
        lines[0].ShouldMatch("^[0-9]+ controls checked, [0-9]+ of them of AWS Foundational Security Best Practices; [0-9]+ more are about nothing that is here. [0-9]+ findings to mend, [0-9]+ accepted.$");
        var (mend, accepted, all) = (lines.IndexOf("| to mend | resource | what is wrong |"), lines.IndexOf("| accepted | resources | why |"), lines.IndexOf("<details><summary>All controls</summary>"));
        mend.ShouldBe(2);
        accepted.ShouldBeGreaterThan(mend);
        all.ShouldBeGreaterThan(accepted);
        lines[mend..accepted].ShouldContain($"| [S3.13]({Page}#s3-13) | `vignette-access-logs` | keeps everything for ever: add a lifecycle configuration with a rule that is Enabled. |");
        lines[accepted..all].ShouldContain($"| [S3.9]({Page}#s3-9) | `vignette-access-logs` | Access logs of the bucket for access logs would make access logs without end. |");
        lines[all..].ShouldContain($"| [S3.12]({Page}#s3-12) | Nobody's access to buckets is by access lists | Medium | 1 |");
        lines[all..].ShouldContain(line => line.StartsWith("About nothing that is here: ", StringComparison.Ordinal) && line.Contains("[RDS.3](", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_is_found_there_is_no_table_of_it()
    {
        var lines = Lines();
        lines[0].ShouldStartWith("1 control checked, 0 of them of AWS Foundational Security Best Practices; ");
        lines[0].ShouldEndWith("0 findings to mend, 0 accepted.");
        lines.ShouldNotContain(line => line.Contains("| to mend", StringComparison.Ordinal) || line.Contains("| accepted", StringComparison.Ordinal));
    }

    private static List<string> Lines(params PlannedResource[] resources) => [.. new PolicyFindings().Lines(Plans.Of(resources))];
}
