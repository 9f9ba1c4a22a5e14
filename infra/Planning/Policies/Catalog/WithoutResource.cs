namespace Vignette.Planning.Policies.Catalog;

/// <summary>Actions that cannot be allowed on a named resource, and why.</summary>
/// <seealso href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"/>
internal static class WithoutResource
{
    private const string NoneKnown = "AWS knows no resource for it.";
    private const string Token = "The token is for the whole registry; what it opens is said by other actions.";
    private const string ForLambda = "Lambda makes no function in a network unless its role may do so on every resource; it is refused to the function's own code (Vignette.ServiceOnly).";

    /// <summary>By action.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ec2:AssignPrivateIpAddresses"] = ForLambda,
        ["ec2:CreateNetworkInterface"] = ForLambda,
        ["ec2:DeleteNetworkInterface"] = ForLambda,
        ["ec2:DescribeNetworkInterfaces"] = NoneKnown,
        ["ec2:DescribeSubnets"] = NoneKnown,
        ["ec2:UnassignPrivateIpAddresses"] = ForLambda,
        ["ecr:GetAuthorizationToken"] = Token,
        ["ssmmessages:CreateControlChannel"] = NoneKnown,
        ["ssmmessages:CreateDataChannel"] = NoneKnown,
        ["ssmmessages:OpenControlChannel"] = NoneKnown,
        ["ssmmessages:OpenDataChannel"] = NoneKnown,
    };
}
