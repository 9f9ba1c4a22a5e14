using System.Text.RegularExpressions;
using Vignette.Planning.Policies;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>A program as a plan deploys it: one of the functions, or the gallery.</summary>
/// <param name="Name">As in the records of what programs need: <c>Thumbnail</c>, …, <c>Web</c>.</param>
/// <param name="Declared">The function, or the template of the hosts.</param>
/// <param name="Environment">What it is told.</param>
/// <param name="Role">What it may do.</param>
/// <param name="SecurityGroups">What it belongs to in the network.</param>
internal sealed partial record DeployedProgram(
    string Name, PlannedResource Declared, IReadOnlyDictionary<string, string> Environment, PlannedResource Role, IReadOnlyList<PlannedResource> SecurityGroups)
{
    public const string Web = "Web";

    private const string HandlerVariable = "ANNOTATIONS_HANDLER";

    public bool IsFunction => Declared.Type == "aws:lambda/function:Function";

    public static IReadOnlyList<DeployedProgram> Of(Plan plan) =>
        [.. plan.OfType("aws:lambda/function:Function").Select(function => Function(plan, function)), .. plan.OfType("aws:ec2/launchTemplate:LaunchTemplate").Select(template => Host(plan, template))];

    /// <summary>What the role allows, statement by statement; what it refuses besides takes nothing away from a test.</summary>
    public IEnumerable<(string Action, string Resource)> Allowed(Plan plan) =>
        from policy in plan.OfType("aws:iam/rolePolicy:RolePolicy").Where(policy => policy.Refers("role")?.Name == Role.Name)
        from statement in policy.Json("policy")!.Value.GetProperty("Statement").EnumerateArray()
        where statement.GetProperty("Effect").GetString() == "Allow"
        from action in statement.GetProperty("Action").EnumerateArray()
        from resource in statement.GetProperty("Resource").EnumerateArray()
        select (action.GetString()!, resource.GetString()!);

    private static DeployedProgram Function(Plan plan, PlannedResource function)
    {
        var environment = function["environment.variables"] is { } variables
            ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!)
            : [];
        return new DeployedProgram(
            environment.GetValueOrDefault(HandlerVariable, Web),
            function,
            environment,
            plan[function.Refers("role")!.Name],
            [.. function.List("vpcConfig.securityGroupIds").Select(group => plan.Resolve(group)!)]);
    }

    private static DeployedProgram Host(Plan plan, PlannedResource template)
    {
        var script = template.UserData().ShouldNotBeNull();
        var profile = plan[template.Refers("iamInstanceProfile.arn")!.Name];
        return new DeployedProgram(
            Web,
            template,
            EnvironmentFile().Match(script).Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
            plan[profile.Refers("role")!.Name],
            [.. template.List("networkInterfaces").SelectMany(face => face.GetProperty("securityGroups").EnumerateArray()).Select(group => plan.Resolve(group)!)]);
    }

    [GeneratedRegex(@"cat >/etc/vignette/web\.env <<'END'\n(?<lines>.*?)END\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex EnvironmentFile();
}
