using System.Text.Json;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>User pools, and the load balancers that have people sign in by them.</summary>
internal static class IdentityControls
{
    private const int LeastPassword = 8;
    private const int MostDaysOfTemporaryPassword = 7;
    private const string Authentication = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html";

    private static readonly string[] Kinds = ["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("Cognito.1", Severity.Medium, "User pools look for leaked passwords and takeovers")
            .Each(AwsTypes.UserPool, pool => pool.Text("userPoolAddOns.advancedSecurityMode") == "ENFORCED", "has no threat protection: set userPoolAddOns.advancedSecurityMode to ENFORCED."),
        ControlHeading.Foundational("Cognito.3", Severity.Medium, "User pools take strong passwords alone")
            .Each(AwsTypes.UserPool, TakesStrongPasswords, $"takes weak passwords: in passwordPolicy, ask for {LeastPassword} characters of all four kinds, and let temporary ones end within {MostDaysOfTemporaryPassword} days."),
        ControlHeading.Foundational("Cognito.5", Severity.Medium, "User pools ask for more than a password")
            .Each(AwsTypes.UserPool, pool => pool.Text("mfaConfiguration") == "ON", "lets people in by a password alone: set mfaConfiguration to ON."),
        ControlHeading.Foundational("Cognito.6", Severity.Medium, "User pools have deletion protection")
            .Each(AwsTypes.UserPool, pool => pool.Text("deletionProtection") == "ACTIVE", "can be deleted by one call: set deletionProtection to ACTIVE."),
        ControlHeading.Own("SignIn", Severity.High, "Where there is a user pool, nobody passes the load balancer whom it did not sign in", Authentication)
            .Find(Answering, (plan, answer) => Answers(answer) is { } actions && !IsOpenOnPurpose(answer) && Passes(actions)
                ? ["passes on requests of people whom nobody signed in: before its action forward, have one authenticate-cognito that does not allow them."]
                : []),
        ControlHeading.Own("SignInFlow", Severity.High, "Clients of user pools get tokens by a code, a secret and HTTPS alone", "https://datatracker.ietf.org/doc/html/rfc9700#section-2.1")
            .Each(AwsTypes.UserPoolClient, HasSafeFlow, "hands out tokens otherwise than by a code, or to who has no secret, or without TLS: set allowedOauthFlows to code, generateSecret, and callbackUrls that begin with https:."),
    ];

    private static bool TakesStrongPasswords(PlannedResource pool) =>
        pool.Number("passwordPolicy.minimumLength") >= LeastPassword
        && pool.Number("passwordPolicy.temporaryPasswordValidityDays") <= MostDaysOfTemporaryPassword
        && Kinds.All(kind => pool.Flag($"passwordPolicy.{kind}") == true);

    private static bool HasSafeFlow(PlannedResource client) =>
        client.Flag("generateSecret") == true
        && client.List("allowedOauthFlows").Select(flow => flow.GetString()).SequenceEqual(["code"])
        && client.List("callbackUrls").All(url => url.GetString()!.StartsWith("https://", StringComparison.Ordinal));

    /// <summary>What decides about requests, where there is somebody to sign in.</summary>
    private static IEnumerable<PlannedResource> Answering(Plan plan) =>
        plan.OfType(AwsTypes.UserPool).Any() ? plan.OfType(AwsTypes.Listener).Concat(plan.OfType(AwsTypes.ListenerRule)) : [];

    private static IReadOnlyList<JsonElement> Answers(PlannedResource answer) => [.. answer.List(answer.Type == AwsTypes.Listener ? "defaultActions" : "actions")];

    /// <summary>Whether it forwards before, or without, an authentication.</summary>
    private static bool Passes(IReadOnlyList<JsonElement> actions)
    {
        foreach (var action in actions)
        {
            switch (Text(action, "type"))
            {
                case "authenticate-cognito" when action.TryGetProperty("authenticateCognito", out var how) && Text(how, "onUnauthenticatedRequest") is "authenticate" or "deny":
                    return false;
                case "forward":
                    return true;
            }
        }

        return false;
    }

    /// <summary>What the gallery answers everybody, or decides about itself: whether it lives, and who has a token.</summary>
    private static bool IsOpenOnPurpose(PlannedResource answer) =>
        answer.List("conditions").Any(condition =>
            (condition.TryGetProperty("pathPattern", out var path) && path.GetProperty("values").EnumerateArray().All(value => value.GetString() is "/health" or "/health/*"))
            || (condition.TryGetProperty("httpHeader", out var header) && Text(header, "httpHeaderName") == "Authorization" && header.GetProperty("values").EnumerateArray().All(value => value.GetString() == "Bearer *")));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
