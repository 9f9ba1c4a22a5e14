using System.Text.Json;

namespace Vignette.Planning.Policies.Documents;

/// <summary>One statement of a policy document.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"/>
internal sealed class PolicyStatement
{
    private readonly JsonElement _json;

    public PolicyStatement(JsonElement json, int number)
    {
        _json = json;
        Name = json.TryGetProperty("Sid", out var sid) ? sid.GetString()! : $"statement {number}";
        Allows = json.GetProperty("Effect").GetString() == "Allow";
        Actions = Texts("Action");
        Resources = Texts("Resource");
        Excludes = json.TryGetProperty("NotAction", out _) || json.TryGetProperty("NotResource", out _) || json.TryGetProperty("NotPrincipal", out _);
        Principals = json.TryGetProperty("Principal", out var principal) ? [.. PrincipalsOf(principal)] : [];
        OtherActions = Texts("NotAction");
        OtherResources = Texts("NotResource");
        OtherPrincipals = json.TryGetProperty("NotPrincipal", out var others) ? [.. PrincipalsOf(others)] : [];
    }

    /// <summary>What it is called, or which of the document's it is.</summary>
    public string Name { get; }

    /// <summary>Otherwise it denies.</summary>
    public bool Allows { get; }

    public IReadOnlyList<string> Actions { get; }

    public IReadOnlyList<string> Resources { get; }

    /// <summary>Whether it says what it is not about, and thereby is about everything else.</summary>
    public bool Excludes { get; }

    /// <summary>Who it is about, by kind: <c>AWS</c>, <c>Service</c>, …; none in a policy of the one who acts.</summary>
    public IReadOnlyList<(string Kind, string Id)> Principals { get; }

    /// <summary>The actions that it is not about, where it is about all others.</summary>
    public IReadOnlyList<string> OtherActions { get; }

    /// <summary>The resources that it is not about, where it is about all others.</summary>
    public IReadOnlyList<string> OtherResources { get; }

    /// <summary>Who it is not about, where it is about everybody else.</summary>
    public IReadOnlyList<(string Kind, string Id)> OtherPrincipals { get; }

    /// <summary>What has to be so: keys, each compared with values by an operator.</summary>
    public IEnumerable<(string Operator, string Key, IReadOnlyList<string> Values)> Conditions => !_json.TryGetProperty("Condition", out var condition) ? [] :
        condition.EnumerateObject().SelectMany(comparison => comparison.Value.EnumerateObject().Select(key => (comparison.Name, key.Name, TextsOf(key.Value))));

    public bool HasCondition => _json.TryGetProperty("Condition", out var condition) && condition.EnumerateObject().Any();

    /// <summary>Whether anybody may do something: everybody is allowed, under no condition.</summary>
    public bool IsPublic => Allows && !HasCondition && Principals.Any(principal => principal.Id == "*");

    /// <summary>Whether nobody may do anything without TLS.</summary>
    public bool DeniesPlainText => !Allows
        && Principals.Any(principal => principal.Id == "*")
        && Condition("Bool", "aws:SecureTransport").SequenceEqual(["false"]);

    /// <summary>The values that a key is compared with by an operator; none where it is not.</summary>
    public IReadOnlyList<string> Condition(string @operator, string key) =>
        _json.TryGetProperty("Condition", out var condition) && condition.TryGetProperty(@operator, out var keys) && keys.TryGetProperty(key, out var values) ? TextsOf(values) : [];

    /// <summary>Whether an action is among those that it names, wildcards included.</summary>
    public bool Names(string action) => Actions.Any(pattern => Wildcard.Matches(pattern, action));

    private static IEnumerable<(string Kind, string Id)> PrincipalsOf(JsonElement principal) => principal.ValueKind == JsonValueKind.String
        ? [("AWS", principal.GetString()!)]
        : principal.EnumerateObject().SelectMany(kind => TextsOf(kind.Value).Select(id => (kind.Name, id)));

    private static IReadOnlyList<string> TextsOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.ToString())] : [value.ToString()];

    private IReadOnlyList<string> Texts(string name) => _json.TryGetProperty(name, out var value) ? TextsOf(value) : [];
}
