using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>
/// Rights, and the keys that need them. AWS checks IAM.1, IAM.21 and KMS.1 of managed policies; a role's own allows no less,
/// so that they are held to the same here.
/// </summary>
internal static class AccessControls
{
    private const string LeastPrivilege = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege";

    private static readonly string[] Decryptions = ["kms:Decrypt", "kms:ReEncryptFrom"];

    /// <summary>Policies of AWS's own that are as narrow as one could write them: the service that takes the role says what is in it.</summary>
    private static readonly string[] ManagedPolicies = ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("IAM.1", Severity.High, "No policy allows everything")
            .Find(PolicyDocuments.IdentityPolicies, (_, policy) => policy.Statements().Where(statement => statement.Allows && statement.Actions.Contains("*") && statement.Resources.Contains("*"))
                .Select(statement => $"allows everything by {statement.Name}: name the actions and the resources.")),
        ControlHeading.Foundational("IAM.21", Severity.Low, "No policy allows everything of a service")
            .Find(PolicyDocuments.IdentityPolicies, (_, policy) =>
                from statement in policy.Statements()
                where statement.Allows
                from action in statement.Actions
                where action == "*" || action.EndsWith(":*", StringComparison.Ordinal)
                select $"allows {action} by {statement.Name}: name the actions."),
        ControlHeading.Foundational("KMS.1", Severity.Medium, "No managed policy allows decryption by every key")
            .Find(plan => plan.OfType("aws:iam/policy:Policy"), (_, policy) => DecryptsByAll(policy)),
        ControlHeading.Foundational("KMS.2", Severity.Medium, "No role's own policy allows decryption by every key")
            .Find(plan => plan.IdentityPolicies().Where(policy => policy.Type != "aws:iam/policy:Policy"), (_, policy) => DecryptsByAll(policy)),
        ControlHeading.SecurityHub("KMS.4", Severity.Medium, "Keys are rotated")
            .Each(AwsTypes.Key, key => key.Flag("enableKeyRotation") == true, "stays the same for ever: set enableKeyRotation."),
        ControlHeading.Foundational("KMS.5", Severity.Critical, "Keys are not open to everybody")
            .Find(AwsTypes.Key, (_, key) => key.Statements().Where(statement => statement.IsPublic)
                .Select(statement => $"is open to everybody by {statement.Name} of its policy: name who may, or add a condition.")),
        ControlHeading.Own("Actions", Severity.High, "Whatever is allowed is named, action by action", LeastPrivilege)
            .Find(PolicyDocuments.WithPolicies, (_, resource) =>
                from statement in resource.Statements()
                where statement.Allows
                from action in statement.Excludes ? ["all but some actions"] : statement.Actions.Where(Wildcard.IsIn)
                select $"allows {action} by {statement.Name}: name the actions."),
        ControlHeading.Own("Resources", Severity.High, "Whatever is allowed is allowed on named resources, where AWS knows one", LeastPrivilege)
            .Find(PolicyDocuments.IdentityPolicies, (_, policy) =>
                from statement in policy.Statements()
                where statement.Allows && statement.Resources.Contains("*")
                from action in statement.Actions
                where !WithoutResource.Reasons.ContainsKey(action)
                select $"allows {action} on every resource by {statement.Name}: name the resource, or say in {nameof(WithoutResource)} why there is none."),
        ControlHeading.Own("ServiceOnly", Severity.High, "What Lambda needs to put functions into a network is refused to their code", "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-security")
            .Each(
                plan => plan.IdentityPolicies().Where(policy => policy.Statements().Any(statement => statement.Allows && statement.Names("ec2:CreateNetworkInterface"))),
                (_, policy) => policy.Statements().Any(RefusesToCode),
                "lets a function's own code make network interfaces: deny it where lambda:SourceFunctionArn is a function's."),
        ControlHeading.Own("ManagedPolicies", Severity.Medium, "Roles have rights of their own making", LeastPrivilege)
            .Each(AwsTypes.RolePolicyAttachment, attachment => ManagedPolicies.Contains(attachment.Text("policyArn")), "gives a role what AWS may add to at any time: write a policy with the actions that it needs."),
        ControlHeading.Own("Trust", Severity.High, "Roles are for services of AWS, and nobody else", LeastPrivilege)
            .Find(AwsTypes.Role, (_, role) =>
                from statement in role.Statements()
                where statement.Allows
                from principal in statement.Principals
                where principal.Kind != "Service" || !principal.Id.EndsWith(".amazonaws.com", StringComparison.Ordinal)
                select $"can be taken by {principal.Id}, which is no service of AWS: name the service in assumeRolePolicy."),
        ControlHeading.Own("ImagePullers", Severity.High, "Repositories are not open to everybody", "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html")
            .Find(plan => plan.OfType("aws:ecr/repositoryPolicy:RepositoryPolicy"), (_, policy) => policy.Statements().Where(statement => statement.IsPublic)
                .Select(statement => $"is open to everybody by {statement.Name}: name who may, or add a condition.")),
    ];

    private static IEnumerable<string> DecryptsByAll(PlannedResource policy) => policy.Statements()
        .Where(statement => statement.Allows && statement.Resources.Any(resource => resource == "*" || resource.EndsWith(":key/*", StringComparison.Ordinal)) && Decryptions.Any(statement.Names))
        .Select(statement => $"decrypts by every key by {statement.Name}: name the key.");

    private static bool RefusesToCode(PolicyStatement statement) =>
        !statement.Allows && statement.Names("ec2:CreateNetworkInterface") && statement.Condition("ArnLike", "lambda:SourceFunctionArn").Count > 0;
}
