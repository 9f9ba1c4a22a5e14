using Pulumi.Aws.WafV2.Inputs;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Web;

/// <summary>What the firewall refuses, in this order.</summary>
internal static class FirewallRules
{
    /// <summary>
    /// The most requests of one address in <see cref="Window"/>: 33 a second. A page of the gallery is some sixty, and many
    /// people may be behind one address.
    /// </summary>
    private const int MostRequests = 10_000;

    /// <summary>Seconds.</summary>
    private const int Window = 300;

    /// <summary>
    /// The rules that look at bodies, by their labels. Of a picture they make what they like: its XMP is markup, its bytes
    /// spell anything, and it is larger than they allow. So they only count, and what they found is refused by
    /// <see cref="BodiesButPictures"/> everywhere but where pictures come in.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> BodyRules = new Dictionary<string, string>
    {
        ["SizeRestrictions_BODY"] = "SizeRestrictions_Body",
        ["CrossSiteScripting_BODY"] = "CrossSiteScripting_Body",
        ["GenericLFI_BODY"] = "GenericLFI_Body",
        ["GenericRFI_BODY"] = "GenericRFI_Body",
        ["EC2MetaDataSSRF_BODY"] = "EC2MetaDataSSRF_Body",
    };

    /// <summary>Programs that use the API may not say what they are.</summary>
    private const string NoUserAgent = "NoUserAgent_HEADER";

    public static IReadOnlyList<WebAclRuleArgs> All =>
    [
        Managed(0, "IpReputation", "AWSManagedRulesAmazonIpReputationList"),
        TooMany(1),
        Managed(2, "KnownBadInputs", "AWSManagedRulesKnownBadInputsRuleSet"),
        Managed(3, "Common", "AWSManagedRulesCommonRuleSet", [.. BodyRules.Keys, NoUserAgent]),
        BodiesButPictures(4),
    ];

    public static WebAclRuleVisibilityConfigArgs Visibility(string name) => new() { CloudwatchMetricsEnabled = true, SampledRequestsEnabled = true, MetricName = name };

    private static WebAclRuleArgs Managed(int priority, string name, string group, IReadOnlyList<string>? counted = null) => new()
    {
        Name = name,
        Priority = priority,
        OverrideAction = new WebAclRuleOverrideActionArgs { None = new WebAclRuleOverrideActionNoneArgs() },
        Statement = new WebAclRuleStatementArgs
        {
            ManagedRuleGroupStatement = new WebAclRuleStatementManagedRuleGroupStatementArgs
            {
                VendorName = "AWS",
                Name = group,
                RuleActionOverrides = [.. (counted ?? []).Select(Count)],
            },
        },
        VisibilityConfig = Visibility(name),
    };

    private static WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs Count(string rule) => new()
    {
        Name = rule,
        ActionToUse = new WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs
        {
            Count = new WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs(),
        },
    };

    private static WebAclRuleArgs TooMany(int priority) => new()
    {
        Name = "TooMany",
        Priority = priority,
        Action = Block,
        Statement = new WebAclRuleStatementArgs
        {
            RateBasedStatement = new WebAclRuleStatementRateBasedStatementArgs { AggregateKeyType = "IP", Limit = MostRequests, EvaluationWindowSec = Window },
        },
        VisibilityConfig = Visibility("TooMany"),
    };

    private static WebAclRuleArgs BodiesButPictures(int priority) => new()
    {
        Name = "Bodies",
        Priority = priority,
        Action = Block,
        Statement = new WebAclRuleStatementArgs
        {
            AndStatement = new WebAclRuleStatementAndStatementArgs
            {
                Statements =
                {
                    new WebAclRuleStatementArgs
                    {
                        OrStatement = new WebAclRuleStatementOrStatementArgs { Statements = [.. BodyRules.Values.Select(Labelled)] },
                    },
                    new WebAclRuleStatementArgs
                    {
                        NotStatement = new WebAclRuleStatementNotStatementArgs { Statement = AtUpload },
                    },
                },
            },
        },
        VisibilityConfig = Visibility("Bodies"),
    };

    private static WebAclRuleActionArgs Block => new() { Block = new WebAclRuleActionBlockArgs() };

    private static WebAclRuleStatementArgs Labelled(string label) => new()
    {
        LabelMatchStatement = new WebAclRuleStatementLabelMatchStatementArgs { Scope = "LABEL", Key = $"awswaf:managed:aws:core-rule-set:{label}" },
    };

    private static WebAclRuleStatementArgs AtUpload => new()
    {
        ByteMatchStatement = new WebAclRuleStatementByteMatchStatementArgs
        {
            FieldToMatch = new WebAclRuleStatementByteMatchStatementFieldToMatchArgs { UriPath = new WebAclRuleStatementByteMatchStatementFieldToMatchUriPathArgs() },
            PositionalConstraint = "EXACTLY",
            SearchString = Tier.UploadPath,
            TextTransformations = { new WebAclRuleStatementByteMatchStatementTextTransformationArgs { Priority = 0, Type = "NONE" } },
        },
    };
}
