using System.Text.Json;
using Vignette.Planning.Differences.Reports;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Differences.Exposure;

/// <summary>Something that lets in, or keeps out, and is there or is not.</summary>
/// <param name="Resource">The logical name of what has it.</param>
/// <param name="Verb">This program's own words for what it does: <c>has a public address</c>.</param>
/// <param name="Value">What it is about, from the plan; empty where there is nothing to add.</param>
/// <param name="Refuses">Whether it keeps out.</param>
/// <param name="IsToInternet">Whether it is about the whole internet.</param>
internal sealed record Fact(string Resource, string Verb, string Value = "", bool Refuses = false, bool IsToInternet = true) : Opening
{
    private const string BucketAcl = "aws:s3/bucketAcl:BucketAcl";
    private const string FunctionUrl = "aws:lambda/functionUrl:FunctionUrl";
    private const string NobodyAsked = "NONE";

    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
    private static readonly string[] Acls = [AwsTypes.NetworkAcl, AwsTypes.DefaultNetworkAcl];

    public override ExposureChange Come => new(!Refuses, Resource, IsToInternet, Sentence(""));

    public override ExposureChange Gone => new(Refuses, Resource, IsToInternet, Sentence("no longer "));

    public static IEnumerable<Fact> In(Plan plan) => plan.Resources.SelectMany(resource => Of(plan, resource));

    public override bool Covers(Opening other) => Equals(other);

    private static IEnumerable<Fact> Of(Plan plan, PlannedResource resource)
    {
        if (IsTrue(resource["publiclyAccessible"]))
        {
            yield return new(resource.Name, "has a public address");
        }

        foreach (var fact in resource.Type switch
        {
            FunctionUrl => [OfFunctionUrl(resource)],
            AwsTypes.Bucket => Blocks.Where(block => !plan.Of(resource, AwsTypes.BucketPublicAccessBlock, "bucket").Any(all => IsTrue(all[block])))
                .Select(block => new Fact(resource.Name, "is open to being made public, without", block)),
            BucketAcl when resource.Text("acl") is { } acl && acl != "private" => [new(resource.Name, "gives others access by the ACL", acl)],
            AwsTypes.LoadBalancer when !IsTrue(resource["internal"]) => [new(resource.Name, "has an address in the internet")],
            AwsTypes.Subnet when IsTrue(resource["mapPublicIpOnLaunch"]) => [new(resource.Name, "gives public addresses to what starts in it")],
            AwsTypes.LaunchTemplate when resource.List("networkInterfaces").Any(each => each.TryGetProperty("associatePublicIpAddress", out var flag) && IsTrue(flag)) =>
                [new(resource.Name, "gives its hosts public addresses")],
            AwsTypes.Route when resource["gatewayId"] is not null && (PlanGraph.IsAnywhere(resource.Text("destinationCidrBlock")) || PlanGraph.IsAnywhere(resource.Text("destinationIpv6CidrBlock"))) =>
                [new(plan.Resolve(resource["routeTableId"])?.Name ?? resource.Name, "leads to the internet and back")],
            _ when Acls.Contains(resource.Type) => OfAcl(resource, "ingress", "lets in", "refuses to let in").Concat(OfAcl(resource, "egress", "lets out", "refuses to let out")),
            _ => Enumerable.Empty<Fact>(),
        })
        {
            yield return fact;
        }
    }

    private static Fact OfFunctionUrl(PlannedResource url) => url.Text("authorizationType") == NobodyAsked
        ? new(url.Name, "answers everybody at an address of its own")
        : new(url.Name, "answers whom IAM lets in at an address of its own", IsToInternet: false);

    private static IEnumerable<Fact> OfAcl(PlannedResource acl, string input, string lets, string refuses) => acl.List(input).Select(rule =>
    {
        string Part(string name) => rule.TryGetProperty(name, out var value) ? value.ToString() : "";

        var addresses = Part("cidrBlock") + Part("ipv6CidrBlock");
        var isRefusal = Part("action") == "deny";
        var protocol = Part("protocol") == "-1" ? "everything" : $"{Part("protocol")} {Part("fromPort")}-{Part("toPort")}";
        return new Fact(acl.Name, isRefusal ? refuses : lets, $"{protocol} {addresses} (rule {Part("ruleNo")})", isRefusal, PlanGraph.IsAnywhere(addresses));
    });

    /// <summary>Launch templates have texts for it.</summary>
    private static bool IsTrue(JsonElement? value) => value is { ValueKind: JsonValueKind.True } || (value is { ValueKind: JsonValueKind.String } text && text.GetString() == "true");

    private Phrase Sentence(string adverb)
    {
        var what = Value.Length == 0 ? Phrase.Nothing : (Phrase)$" {Value}";
        return $"{Resource} {Phrase.Words(adverb + Verb)}{what}{(IsToInternet ? Phrase.Loud(" (internet)") : Phrase.Nothing)}";
    }
}
