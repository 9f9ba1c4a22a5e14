using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

/// <summary>What breaks the controls of who may come in.</summary>
internal static class IdentityBreaches
{
    private const string Pool = "vignette-users";
    private const string Client = "vignette-users-load-balancer";
    private const string Listener = "vignette-web-https";
    private const string Inner = "vignette-web-inner-rule";
    private const string Health = "vignette-web-health-rule";
    private const string Token = "vignette-web-token-rule";

    public static IReadOnlyList<Breach> All { get; } =
    [
        new("Cognito.1", Pool, plan => plan.With(Pool, "userPoolAddOns", new { advancedSecurityMode = "AUDIT" })) { Mend = plan => plan.With(Pool, "userPoolAddOns", new { advancedSecurityMode = "ENFORCED" }) },
        new("Cognito.3", Pool, plan => plan.With(Pool, "passwordPolicy.minimumLength", 7)),
        new("Cognito.3", Pool, plan => plan.With(Pool, "passwordPolicy.requireSymbols", false)),
        new("Cognito.3", Pool, plan => plan.With(Pool, "passwordPolicy.temporaryPasswordValidityDays", 8)),
        new("Cognito.5", Pool, plan => plan.With(Pool, "mfaConfiguration", "OPTIONAL")) { Mend = plan => plan.With(Pool, "mfaConfiguration", "ON") },
        new("Cognito.6", Pool, plan => plan.With(Pool, "deletionProtection", "INACTIVE")),
        new("Vignette.SignIn", Listener, plan => plan.Without(Listener, "defaultActions.0")),
        new("Vignette.SignIn", Listener, plan => plan.With(Listener, "defaultActions.0.authenticateCognito.onUnauthenticatedRequest", "allow")),
        new("Vignette.SignIn", Inner, plan => plan.Without(Inner, "actions.0")),
        new("Vignette.SignIn", Inner, plan => plan.With(Inner, "actions.0.authenticateCognito.onUnauthenticatedRequest", "allow")),
        new("Vignette.SignIn", Health, plan => plan.With(Health, "conditions.0.pathPattern.values.0", "/*")),
        new("Vignette.SignIn", Token, plan => plan.With(Token, "conditions.0.httpHeader.values.0", "*")),
        new("Vignette.SignIn", "vignette-web-http", plan => plan.With("vignette-web-http", "defaultActions.0", new { type = "forward", targetGroupArn = "${vignette-web-targets.arn}" })) { Also = ["ELB.1"] },
        new("Vignette.SignInFlow", Client, plan => plan.With(Client, "allowedOauthFlows.0", "implicit")),
        new("Vignette.SignInFlow", Client, plan => plan.With(Client, "generateSecret", false)),
        new("Vignette.SignInFlow", Client, plan => plan.With(Client, "callbackUrls.0", "http://gallery.example.com/oauth2/idpresponse")),
    ];
}
