using System.Text.Json;
using Vignette.Planning.Policies;
using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Differences.Access;

/// <summary>All that the policies of a plan allow and deny: of roles, of those who may take them, and of what is acted upon.</summary>
internal static class Grants
{
    private const string ManagedPolicy = "aws:iam/policy:Policy";

    /// <summary>Inputs that say whose policy it is, where it is a resource of its own.</summary>
    private static readonly string[] Owners = ["role", "user", "group", "bucket", "queueUrl", "arn", "repository", "resourceArn", "secretArn", "function", "functionName", "keyId", "vpcEndpointId"];

    /// <summary>What a permission of a function may ask besides, by the key that a policy would compare.</summary>
    private static readonly (string Input, string Key)[] PermissionConditions =
        [("sourceArn", "aws:SourceArn"), ("sourceAccount", "aws:SourceAccount"), ("principalOrgId", "aws:PrincipalOrgID"), ("functionUrlAuthType", "lambda:FunctionUrlAuthType"), ("eventSourceToken", "lambda:EventSourceToken")];

    /// <exception cref="PlanException">A policy cannot be read.</exception>
    public static IReadOnlyList<Grant> Of(Plan plan) => [.. plan.Resources.SelectMany(resource => Of(plan, resource))];

    private static IReadOnlyList<Grant> Of(Plan plan, PlannedResource resource)
    {
        try
        {
            return [.. Read(plan, resource)];
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or JsonException)
        {
            throw new PlanException($"A policy of {resource} cannot be read: {fault.Message}", fault);
        }
    }

    private static IEnumerable<Grant> Read(Plan plan, PlannedResource resource) => resource.Type switch
    {
        AwsTypes.Role => OfRole(resource),
        AwsTypes.RolePolicyAttachment => OfManaged(plan, Owner(plan, resource), resource["policyArn"]),
        AwsTypes.FunctionPermission => [OfPermission(plan, resource)],
        AwsTypes.Function or AwsTypes.InstanceProfile when resource["role"] is { } role => [ActsAs(resource.Name, role), .. OfDocuments(plan, resource)],
        // It allows nothing by itself, but where it is attached.
        ManagedPolicy => [],
        _ => OfDocuments(plan, resource),
    };

    private static IEnumerable<Grant> OfRole(PlannedResource role)
    {
        foreach (var statement in role["assumeRolePolicy"] is { } trust ? trust.Statements() : [])
        {
            foreach (var grant in OfStatement(role.Name, null, statement))
            {
                yield return grant;
            }
        }

        foreach (var grant in role.List("inlinePolicies").SelectMany(policy => policy.Statements()).SelectMany(statement => OfStatement(role.Name, role.Name, statement)))
        {
            yield return grant;
        }

        foreach (var policy in role.List("managedPolicyArns"))
        {
            yield return Whole(role.Name, policy);
        }

        if (role.Text("permissionsBoundary") is { } boundary)
        {
            yield return new(role.Name, role.Name, Denies: true, Scope.Of($"whatever {boundary} does not allow"), null, []);
        }
    }

    private static IEnumerable<Grant> OfManaged(Plan plan, string owner, JsonElement? policy) =>
        plan.Resolve(policy) is { Type: ManagedPolicy } own ? own.Statements().SelectMany(statement => OfStatement(owner, owner, statement))
        : policy is { } arn ? [Whole(owner, arn)] : [];

    private static Grant Whole(string owner, JsonElement policy) => new(owner, owner, Denies: false, Scope.Of($"all of {policy.GetString()}"), null, []);

    private static Grant ActsAs(string owner, JsonElement role) => new(owner, owner, Denies: false, Scope.Of($"all rights of {role.GetString()}"), null, []);

    private static Grant OfPermission(Plan plan, PlannedResource permission) => new(
        Owner(plan, permission),
        permission.Text("principal") ?? Grant.Everybody,
        Denies: false,
        Scope.Of(permission.Text("action") ?? "*"),
        null,
        [.. PermissionConditions.Where(condition => permission.Text(condition.Input) is not null).Select(condition => new Comparison("ArnLike", condition.Key, [permission.Text(condition.Input)!]))]);

    private static IEnumerable<Grant> OfDocuments(Plan plan, PlannedResource resource)
    {
        var owner = Owner(plan, resource);
        return resource.Statements().SelectMany(statement => OfStatement(owner, AwsTypes.IdentityPolicies.Contains(resource.Type) ? owner : null, statement));
    }

    /// <param name="actor">Who acts; null where the statement says who.</param>
    private static IEnumerable<Grant> OfStatement(string holder, string? actor, PolicyStatement statement) =>
        from who in actor is null ? Principals(statement) : [actor]
        from action in Scope.Of(statement.Actions, statement.OtherActions, ignoresCase: true)
        from resource in Scope.Of(statement.Resources, statement.OtherResources, ignoresCase: false).Cast<Scope?>().DefaultIfEmpty()
        select new Grant(holder, who, !statement.Allows, action, resource, [.. statement.Conditions.Select(condition => new Comparison(condition.Operator, condition.Key, [.. condition.Values]))]);

    private static IEnumerable<string> Principals(PolicyStatement statement) => statement.OtherPrincipals.Count > 0
        ? [$"everybody but {string.Join(", ", statement.OtherPrincipals.Select(principal => principal.Id).Order(StringComparer.Ordinal))}"]
        : statement.Principals.Select(principal => principal.Id);

    private static string Owner(Plan plan, PlannedResource resource)
    {
        var owner = Owners.Select(input => resource[input]).FirstOrDefault(input => input is { ValueKind: JsonValueKind.String });
        return owner is null ? resource.Name : plan.Resolve(owner)?.Name ?? owner.Value.GetString()!;
    }
}
