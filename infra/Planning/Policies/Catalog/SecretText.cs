using System.Text.RegularExpressions;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>Finds secrets in the inputs of a resource: by how they look, and by what they are called.</summary>
internal static partial class SecretText
{
    private static readonly IReadOnlyList<(string What, Regex Pattern)> Patterns =
    [
        ("a key of Google's", GoogleKey()),
        ("an access key of AWS's", AwsKey()),
        ("a key of OpenAI's", OpenAiKey()),
        ("a token of GitHub's", GitHubToken()),
        ("a private key", PrivateKey()),
        ("a JSON web token", WebToken()),
        ("an address with a password", AddressWithPassword()),
    ];

    public static IEnumerable<string> In(PlannedResource resource)
    {
        foreach (var (name, value) in resource.Inputs.Texts().Concat(Variables(resource)))
        {
            if (Patterns.FirstOrDefault(pattern => pattern.Pattern.IsMatch(value)).What is { } what)
            {
                yield return $"shows {what} in {name}: make it a secret.";
            }
            else if (SecretName().IsMatch(name) && value.Length > 0 && value != Plan.Secret && !Reference.TryParse(value, out _))
            {
                yield return $"shows {name} in plain text: make it a secret.";
            }
        }

        foreach (var (name, value) in Environment(resource).Where(variable => IsRandom(variable.Value)))
        {
            yield return $"shows what looks like a key in {name}: make it a secret.";
        }
    }

    private static IEnumerable<(string Name, string Value)> Environment(PlannedResource resource) =>
        (resource["environment.variables"] is { } variables ? variables.Texts() : []).Concat(Variables(resource));

    /// <summary>What a host is told, line by line.</summary>
    private static IEnumerable<(string Name, string Value)> Variables(PlannedResource resource) =>
        resource["userData"] is null ? [] : Assignment().Matches(resource.UserData()!).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value));

    /// <summary>A word that is no word: long, with small letters, capitals and digits.</summary>
    private static bool IsRandom(string value) =>
        LongWord().IsMatch(value) && value.Any(char.IsAsciiLetterLower) && value.Any(char.IsAsciiLetterUpper) && value.Count(char.IsAsciiDigit) > 2;

    [GeneratedRegex("AIza[0-9A-Za-z_-]{35}")]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b", RegexOptions.ExplicitCapture)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\bsk-[0-9A-Za-z_-]{20,}")]
    private static partial Regex OpenAiKey();

    [GeneratedRegex(@"\b(gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22,})", RegexOptions.ExplicitCapture)]
    private static partial Regex GitHubToken();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.")]
    private static partial Regex WebToken();

    [GeneratedRegex(@"://[^/\s:@]+:[^/\s:@]+@")]
    private static partial Regex AddressWithPassword();

    /// <summary>As variables are called, <c>DB_PASSWORD</c>, and as inputs are, <c>masterPassword</c>.</summary>
    [GeneratedRegex("(^|_)(PASSWORD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)(_|$)|^(password|secret|secretString)$|(Password|SecretString|SecretKey|ApiKey|AuthToken|PrivateKey)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^(export )?(?<name>[A-Z][A-Z0-9_]*)=[""']?(?<value>[^\s""']*)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex("^[0-9A-Za-z+/_=-]{24,}$")]
    private static partial Regex LongWord();
}
