using Pulumi;

namespace Vignette.Infra.Access;

/// <summary>One statement of a policy document.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"/>
internal sealed record PolicyStatement
{
    public string? Sid { get; init; }

    public string Effect { get; init; } = "Allow";

    /// <summary><c>"*"</c>, or who by kind; null in a policy of the one who acts.</summary>
    public object? Principal { get; init; }

    public required IReadOnlyList<string> Action { get; init; }

    /// <summary>Null in a policy that says who may take a role.</summary>
    public IReadOnlyList<Output<string>>? Resource { get; init; }

    /// <summary>By operator, then by key.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, Output<string>>>? Condition { get; init; }

    /// <summary>What is only known once other resources are.</summary>
    internal IEnumerable<Output<string>> Values => [.. Resource ?? [], .. Condition?.Values.SelectMany(keys => keys.Values) ?? []];

    /// <summary>A service of AWS, by its name, such as <c>lambda.amazonaws.com</c>.</summary>
    public static object Service(string name) => new Dictionary<string, string> { ["Service"] = name };
}
