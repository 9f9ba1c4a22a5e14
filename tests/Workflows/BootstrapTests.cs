using Vignette.Planning;
using Vignette.Workflows.Tests.Rig;
using YamlDotNet.RepresentationModel;

namespace Vignette.Workflows.Tests;

/// <summary>The template that prepares an account: who gets its roles, and what these may do.</summary>
public sealed class BootstrapTests
{
    private const string Template = "infra/bootstrap/account.yaml";

    /// <summary>Where a wildcard stands for all resources, and why.</summary>
    private static readonly string[] OfAllResources =
    [
        "TheAccountDecides", // A key's policy is about the key.
        "Services", // What they make has names of AWS's making.
        "NoContents", // Takes away.
    ];

    /// <summary>Services by the part of a type's name that Pulumi has for them, where IAM has another.</summary>
    private static readonly Dictionary<string, string> ServiceOf = new() { ["cognito"] = "cognito-idp", ["lb"] = "elasticloadbalancing", ["vpc"] = "ec2" };

    /// <summary>Types whose service is another than their neighbours'.</summary>
    private static readonly Dictionary<string, string> ServiceOfType = new()
    {
        ["aws:cloudwatch/logGroup:LogGroup"] = "logs",
        ["aws:cloudwatch/eventRule:EventRule"] = "events",
        ["aws:cloudwatch/eventTarget:EventTarget"] = "events",
        ["aws:cloudwatch/eventArchive:EventArchive"] = "events",
    };

    [Fact]
    public void The_template_keeps_the_rules() => Faults(Repository.Read(Template)).ShouldBeEmpty();

    [Theory]
    [InlineData("token.actions.githubusercontent.com:sub: !Sub repo:${Repository}:environment:${Environment}", "token.actions.githubusercontent.com:sub: !Sub repo:${Repository}:*", "Deploy trusts")]
    [InlineData("- !Sub repo:${Repository}:ref:refs/heads/main", "- !Sub repo:${Repository}:ref:refs/heads/*", "Preview trusts")]
    [InlineData("token.actions.githubusercontent.com:aud: sts.amazonaws.com", "aws:RequestedRegion: eu-central-1", "trusts tokens that are for somebody else")]
    [InlineData("Action: sts:AssumeRoleWithWebIdentity", "Action: sts:AssumeRole", "is assumed otherwise")]
    [InlineData("- acm:*", "- iam:*", "Services allows iam")]
    [InlineData("                  - acm:*\n", "", "nothing allows acm")]
    [InlineData("role/vignette-*\"\n              # Of", "role/*\"\n              # Of", "OwnRoles reaches")]
    [InlineData("Status: Enabled }\n", "Status: Suspended }\n", "State is not versioned")]
    [InlineData("SSEAlgorithm: aws:kms", "SSEAlgorithm: AES256", "State is not encrypted")]
    [InlineData("BlockPublicPolicy: true", "BlockPublicPolicy: false", "State may be public")]
    [InlineData("\"aws:SecureTransport\": \"false\"", "\"aws:SecureTransport\": \"true\"", "State may be read without TLS")]
    [InlineData("EnableKeyRotation: true", "EnableKeyRotation: false", "StateKey does not rotate")]
    [InlineData("policy/service-role/AmazonRDSEnhancedMonitoringRole", "policy/AdministratorAccess", "AttachWhatAwsWrote")]
    [InlineData("policy/ReadOnlyAccess", "policy/PowerUserAccess", "Preview may change")]
    public void A_breach_of_a_rule_is_found(string from, string to, string fault)
    {
        var text = Repository.Read(Template);
        text.ShouldContain(from);
        Faults(text.Replace(from, to, StringComparison.Ordinal)).ShouldContain(found => found.Contains(fault, StringComparison.Ordinal));
    }

    private static List<string> Faults(string text)
    {
        var resources = Yaml.Parse(text).At("Resources");
        var faults = new List<string>();
        CheckTrust("Deploy", resources, ["repo:${Repository}:environment:${Environment}"], faults);
        CheckTrust("Preview", resources, ["repo:${Repository}:ref:refs/heads/main", "repo:${Repository}:pull_request"], faults);
        CheckRights(resources, faults);
        CheckState(resources, faults);
        return faults;
    }

    private static void CheckTrust(string role, YamlNode? resources, string[] subjects, List<string> faults)
    {
        var statement = resources.At(role, "Properties", "AssumeRolePolicyDocument", "Statement").Items().Single();
        if (statement.At("Action").Text() != "sts:AssumeRoleWithWebIdentity" || statement.At("Principal", "Federated").Text()?.EndsWith("/token.actions.githubusercontent.com", StringComparison.Ordinal) != true)
        {
            faults.Add($"{role} is assumed otherwise than by GitHub's token");
        }

        var equals = statement.At("Condition", "StringEquals");
        if (equals.At("token.actions.githubusercontent.com:aud").Text() != "sts.amazonaws.com")
        {
            faults.Add($"{role} trusts tokens that are for somebody else");
        }

        // The last is behind a condition: !If [IsDev, subject, nothing].
        var found = equals.At("token.actions.githubusercontent.com:sub").Items().Select(node => node is YamlSequenceNode choice ? choice.Children[1].Text() : node.Text()).ToArray();
        if (!found.SequenceEqual(subjects) || found.Any(subject => subject!.Contains('*', StringComparison.Ordinal)) || statement.At("Condition").Entries().Count() != 1)
        {
            faults.Add($"{role} trusts {string.Join(", ", found)}");
        }
    }

    private static void CheckRights(YamlNode? resources, List<string> faults)
    {
        var allowed = new HashSet<string>();
        foreach (var (name, resource) in resources.Entries())
        {
            var policies = resource.At("Properties", "Policies").Items().Select(policy => policy.At("PolicyDocument")).Append(resource.At("Properties", "KeyPolicy"));
            foreach (var statement in policies.SelectMany(policy => policy.At("Statement").Items()))
            {
                var sid = statement.At("Sid").Text()!;
                if (statement.At("Resource").Texts().Contains("*") && !OfAllResources.Contains(sid))
                {
                    faults.Add($"{name}: {sid} reaches every resource");
                }

                if (statement.At("Effect").Text() != "Allow")
                {
                    continue;
                }

                var services = statement.At("Action").Texts().Select(action => action.Split(':')[0]).Distinct().ToArray();
                if (name == "Deploy")
                {
                    allowed.UnionWith(services);
                    if (sid == "Services" && services.Intersect(["iam", "sts", "s3", "organizations", "*"]).ToArray() is [_, ..] wrong)
                    {
                        faults.Add($"Services allows {string.Join(", ", wrong)}");
                    }

                    if (services.Contains("iam") && (statement.At("Action").Texts().Any(action => action.Contains('*', StringComparison.Ordinal))
                        || !statement.At("Resource").Texts().All(arn => arn.EndsWith("/vignette-*", StringComparison.Ordinal) || arn.EndsWith("role/aws-service-role/*", StringComparison.Ordinal))))
                    {
                        faults.Add($"{sid} reaches roles that are not the stack's");
                    }
                }
                else if (name == "Preview" && statement.At("Action").Texts().Any(action => !new[] { "Get", "List", "Describe", "Decrypt" }.Any(word => action.Split(':')[1].StartsWith(word, StringComparison.Ordinal))))
                {
                    faults.Add($"Preview may change things by {sid}");
                }
            }
        }

        if (resources.At("Preview", "Properties", "ManagedPolicyArns").Texts().Single() != "arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess")
        {
            faults.Add("Preview may change things by what is attached to it");
        }

        var plans = PlanFolder.Above(AppContext.BaseDirectory);
        var types = plans.Stacks.Select(plans.Read).SelectMany(plan => plan.Resources).Select(resource => resource.Type).Where(type => type.StartsWith("aws:", StringComparison.Ordinal)).Distinct();
        var needed = types.Select(type => ServiceOfType.GetValueOrDefault(type) ?? (type.Split(':', '/')[1] is var module && ServiceOf.TryGetValue(module, out var service) ? service : module)).ToHashSet();
        faults.AddRange(needed.Except(allowed).Select(service => $"nothing allows {service}, of which the plans have resources"));
        faults.AddRange(allowed.Except(needed).Except(["ssm"]).Select(service => $"{service} is allowed, and the plans have nothing of it"));

        // One that AWS wrote, and of which the plans say so.
        var attached = plans.Stacks.Select(plans.Read).SelectMany(plan => plan.Resources).Where(resource => resource.Type == "aws:iam/rolePolicyAttachment:RolePolicyAttachment").Select(resource => resource.Text("policyArn")!).Distinct();
        var attachable = resources.At("Deploy", "Properties", "Policies").Items().SelectMany(policy => policy.At("PolicyDocument", "Statement").Items())
            .Single(statement => statement.At("Sid").Text() == "AttachWhatAwsWrote").At("Condition", "ArnEquals", "iam:PolicyARN").Texts().Select(arn => arn.Replace("${AWS::Partition}", "aws", StringComparison.Ordinal));
        if (!attachable.Order().SequenceEqual(attached.Order()))
        {
            faults.Add("AttachWhatAwsWrote is not about what the plans attach");
        }
    }

    private static void CheckState(YamlNode? resources, List<string> faults)
    {
        var state = resources.At("State", "Properties");
        if (state.At("VersioningConfiguration", "Status").Text() != "Enabled")
        {
            faults.Add("State is not versioned");
        }

        if (state.At("BucketEncryption", "ServerSideEncryptionConfiguration").Items().Single().At("ServerSideEncryptionByDefault", "SSEAlgorithm").Text() != "aws:kms")
        {
            faults.Add("State is not encrypted with its key");
        }

        if (state.At("PublicAccessBlockConfiguration").Entries().Count(entry => entry.Value.Text() == "true") != 4)
        {
            faults.Add("State may be public");
        }

        var statement = resources.At("StatePolicy", "Properties", "PolicyDocument", "Statement").Items().Single();
        if (statement.At("Effect").Text() != "Deny" || statement.At("Condition", "Bool", "aws:SecureTransport").Text() != "false")
        {
            faults.Add("State may be read without TLS");
        }

        if (resources.At("StateKey", "Properties", "EnableKeyRotation").Text() != "true")
        {
            faults.Add("StateKey does not rotate");
        }

        foreach (var kept in (string[])["State", "StateKey", "Provider"])
        {
            if (resources.At(kept, "DeletionPolicy").Text() != "Retain")
            {
                faults.Add($"{kept} goes with the stack");
            }
        }
    }
}
