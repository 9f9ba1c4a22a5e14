using System.Text.Json;

namespace Vignette.Planning.Policies.Documents;

/// <summary>The policy documents of a plan: texts of JSON, wherever in the inputs they are.</summary>
internal static class PolicyDocuments
{
    /// <summary>The statements of all policies that a resource has in its inputs.</summary>
    public static IEnumerable<PolicyStatement> Statements(this PlannedResource resource) =>
        resource.Inputs.Statements();

    /// <summary>The statements of all policies in a value.</summary>
    public static IEnumerable<PolicyStatement> Statements(this JsonElement value) => value.Texts().Select(text => text.Value).SelectMany(In);

    /// <summary>The resources that have a policy.</summary>
    public static IEnumerable<PlannedResource> WithPolicies(this Plan plan) => plan.Resources.Where(resource => resource.Statements().Any());

    /// <summary>The policies of those who act, as opposed to those of what is acted upon.</summary>
    public static IEnumerable<PlannedResource> IdentityPolicies(this Plan plan) => AwsTypes.IdentityPolicies.SelectMany(plan.OfType);

    private static IEnumerable<PolicyStatement> In(string text)
    {
        if (!text.StartsWith('{') || !text.Contains("\"Statement\"", StringComparison.Ordinal) || Parse(text) is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("Statement", out var statements))
        {
            return [];
        }

        IEnumerable<JsonElement> each = statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray() : [statements];
        return each.Select((statement, index) => new PolicyStatement(statement, index + 1));
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
