using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Web;

/// <summary>
/// Whom the load balancer lets through: by its default action nobody whom the user pool did not sign in. Browsers are sent
/// there; what scripts and pages ask for in passing is refused with 401, since a redirect to another origin says nothing to them.
/// </summary>
internal static class SignInRules
{
    /// <summary>What is asked for by scripts and pages, not opened by people.</summary>
    private static readonly string[] Inner = ["/api/*", "/media/*", "/assets/*", Tier.UploadPath];

    /// <summary>Redirects who is not signed in.</summary>
    public static ListenerDefaultActionArgs Authenticate(Identity.Identity identity) => new()
    {
        Type = "authenticate-cognito",
        Order = 1,
        AuthenticateCognito = new ListenerDefaultActionAuthenticateCognitoArgs
        {
            UserPoolArn = identity.UserPoolArn,
            UserPoolClientId = identity.ClientId,
            UserPoolDomain = identity.DomainPrefix,
            Scope = Identity.Identity.Scopes,
            OnUnauthenticatedRequest = "authenticate",
            SessionTimeout = (int)Identity.Identity.Session.TotalSeconds,
        },
    };

    public static IReadOnlyList<ListenerRule> Declare(string name, Listener listener, TargetGroup targets, Identity.Identity identity, CustomResourceOptions child)
    {
        var forward = new ListenerRuleActionArgs { Type = "forward", Order = 2, TargetGroupArn = targets.Arn };
        ListenerRule Rule(string what, int priority, ListenerRuleConditionArgs condition, params ListenerRuleActionArgs[] actions) => new($"{name}-{what}-rule", new ListenerRuleArgs
        {
            ListenerArn = listener.Arn,
            Priority = priority,
            Conditions = { condition },
            Actions = [.. actions.Select(action => (Input<ListenerRuleActionArgs>)action)],
        }, child);

        return
        [
            // Whether it lives is no secret.
            Rule("health", 10, Path(Tier.HealthPath, $"{Tier.HealthPath}/*"), forward),

            // Programs have tokens of the gallery, which it verifies itself: a made-up one opens nothing there.
            Rule("token", 20, new ListenerRuleConditionArgs { HttpHeader = new ListenerRuleConditionHttpHeaderArgs { HttpHeaderName = "Authorization", Values = { "Bearer *" } } }, forward),
            Rule("inner", 30, Path(Inner), new ListenerRuleActionArgs
            {
                Type = "authenticate-cognito",
                Order = 1,
                AuthenticateCognito = new ListenerRuleActionAuthenticateCognitoArgs
                {
                    UserPoolArn = identity.UserPoolArn,
                    UserPoolClientId = identity.ClientId,
                    UserPoolDomain = identity.DomainPrefix,
                    Scope = Identity.Identity.Scopes,
                    OnUnauthenticatedRequest = "deny",
                    SessionTimeout = (int)Identity.Identity.Session.TotalSeconds,
                },
            }, forward),
        ];
    }

    private static ListenerRuleConditionArgs Path(params string[] patterns) =>
        new() { PathPattern = new ListenerRuleConditionPathPatternArgs { Values = [.. patterns.Select(pattern => (Input<string>)pattern)] } };
}
