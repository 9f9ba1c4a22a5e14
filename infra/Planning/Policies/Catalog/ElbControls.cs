namespace Vignette.Planning.Policies.Catalog;

/// <summary>Load balancers, what stands before them, and their certificates.</summary>
internal static class ElbControls
{
    /// <summary>Those of ELB.17, which is not customizable.</summary>
    private static readonly string[] TlsPolicies =
    [
        "ELBSecurityPolicy-TLS13-1-3-2021-06",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
        "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
    ];

    private static readonly string[] SafeDesyncModes = ["defensive", "strictest"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("ACM.1", Severity.Medium, "Certificates are renewed in time")
            .Each(
                AwsTypes.Certificate,
                (plan, certificate) => certificate.Text("validationMethod") == "DNS" && plan.OfType(AwsTypes.Record).Any(record => record.References.Any(reference => reference.Name == certificate.Name)),
                "has to be renewed by hand: set validationMethod to DNS and keep the record that proves it."),
        ControlHeading.Foundational("ACM.2", Severity.High, "RSA certificates have keys of at least 2,048 bits")
            .Each(RsaCertificates, (_, certificate) => certificate.Text("keyAlgorithm") is not "RSA_1024", "has a key that is too short: set keyAlgorithm to RSA_2048 or to EC_prime256v1."),
        ControlHeading.Foundational("ELB.1", Severity.Medium, "Application load balancers redirect HTTP to HTTPS")
            .Find(AwsTypes.LoadBalancer, (plan, balancer) => plan.Of(balancer, AwsTypes.Listener, "loadBalancerArn")
                .Where(listener => listener.Text("protocol") == "HTTP" && listener.Text("defaultActions.0.redirect.protocol") != "HTTPS")
                .Select(listener => $"answers without TLS by {listener.Name}: have its default action redirect to HTTPS.")),
        ControlHeading.Foundational("ELB.4", Severity.Medium, "Application load balancers drop invalid headers")
            .Each(AwsTypes.LoadBalancer, balancer => balancer.Flag("dropInvalidHeaderFields") == true, "passes on headers that are none: set dropInvalidHeaderFields."),
        ControlHeading.Foundational("ELB.5", Severity.Medium, "Load balancers log requests")
            .Each(AwsTypes.LoadBalancer, balancer => balancer.Flag("accessLogs.enabled") == true, "has no record of requests: set accessLogs.enabled."),
        ControlHeading.Foundational("ELB.6", Severity.Medium, "Load balancers have deletion protection")
            .Each(AwsTypes.LoadBalancer, balancer => balancer.Flag("enableDeletionProtection") == true, "can be deleted by one call: set enableDeletionProtection."),
        ControlHeading.Foundational("ELB.12", Severity.Medium, "Application load balancers keep ambiguous requests apart")
            .Each(AwsTypes.LoadBalancer, balancer => SafeDesyncModes.Contains(balancer.Text("desyncMitigationMode") ?? "defensive"), "passes on requests that may be read in two ways: set desyncMitigationMode to defensive or strictest."),
        ControlHeading.Foundational("ELB.13", Severity.Medium, "Load balancers are in several availability zones")
            .Each(AwsTypes.LoadBalancer, (plan, balancer) => plan.Zones(balancer, "subnets") > 1, "is in one zone alone: give it subnets of several."),
        ControlHeading.SecurityHub("ELB.16", Severity.Medium, "Application load balancers have a firewall before them")
            .Each(AwsTypes.LoadBalancer, (plan, balancer) => plan.Of(balancer, AwsTypes.WebAclAssociation, "resourceArn").Any(), "has no web application firewall before it: associate a web ACL."),
        ControlHeading.Foundational("ELB.17", Severity.Medium, "Listeners speak TLS as AWS recommends")
            .Each(SecureListeners, (_, listener) => TlsPolicies.Contains(listener.Text("sslPolicy")), "speaks TLS that is out of date: set sslPolicy to one that the control names."),
        ControlHeading.Foundational("ELB.18", Severity.Medium, "Listeners speak TLS")
            .Each(AwsTypes.Listener, IsSecure, "does not speak TLS: set protocol to HTTPS."),
        ControlHeading.Foundational("ELB.21", Severity.Medium, "Targets are asked for their health by TLS")
            .Each(Targets, (_, targets) => targets.Text("healthCheck.protocol") == "HTTPS", "is asked for its health without TLS: set healthCheck.protocol to HTTPS."),
        ControlHeading.Foundational("ELB.22", Severity.Medium, "Targets are sent requests by TLS")
            .Each(Targets, (_, targets) => targets.Text("protocol") is "HTTPS" or "TLS" or "QUIC", "is sent requests without TLS: set protocol to HTTPS."),
        ControlHeading.Foundational("WAF.10", Severity.Medium, "Web ACLs have rules")
            .Each(AwsTypes.WebAcl, acl => acl.List("rules").Count > 0, "refuses nothing: add to its rules."),
        ControlHeading.SecurityHub("WAF.11", Severity.Low, "Web ACLs log what they decide")
            .Each(AwsTypes.WebAcl, (plan, acl) => plan.Of(acl, AwsTypes.WebAclLogging, "resourceArn").Any(), "has no record of what it refuses: add a logging configuration."),
        ControlHeading.Foundational("WAF.12", Severity.Medium, "Rules of web ACLs are measured")
            .Find(AwsTypes.WebAcl, (_, acl) => acl.List("rules")
                .Where((_, index) => acl.Flag($"rules.{index}.visibilityConfig.cloudwatchMetricsEnabled") != true)
                .Select(rule => $"does not count what {rule.GetProperty("name")} refuses: set visibilityConfig.cloudwatchMetricsEnabled of that rule.")),
    ];

    /// <summary>RSA is what one gets who says nothing.</summary>
    private static IEnumerable<PlannedResource> RsaCertificates(Plan plan) =>
        plan.OfType(AwsTypes.Certificate).Where(certificate => certificate.Text("keyAlgorithm")?.StartsWith("RSA_", StringComparison.Ordinal) != false);

    private static IEnumerable<PlannedResource> SecureListeners(Plan plan) => plan.OfType(AwsTypes.Listener).Where(IsSecure);

    private static bool IsSecure(PlannedResource listener) => listener.Text("protocol") is "HTTPS" or "TLS";

    /// <summary>A function is called by Lambda's API, which is TLS.</summary>
    private static IEnumerable<PlannedResource> Targets(Plan plan) => plan.OfType(AwsTypes.TargetGroup).Where(targets => targets.Text("targetType") is not ("lambda" or "alb"));
}
