using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Pipeline;
using Vignette.Pipeline.Hosting;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Whose word the host takes for who somebody is: one load balancer, which had one client of one user pool sign them in.</summary>
public sealed record LoadBalancerSignInOptions
{
    public const string IssuerVariable = SignInVariables.Issuer;

    public const string ClientIdVariable = SignInVariables.ClientId;

    public const string DomainVariable = SignInVariables.Domain;

    public const string LoadBalancerVariable = SignInVariables.LoadBalancer;

    public const string AdministratorsVariable = SignInVariables.Administrators;

    private const int MaxClientId = 128;

    /// <summary><c>COGNITO_ISSUER</c>: the user pool, as <c>iss</c> says it: <c>https://cognito-idp.REGION.amazonaws.com/POOL</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary><c>COGNITO_CLIENT_ID</c>: the load balancer's client of the user pool.</summary>
    public required string ClientId { get; init; }

    /// <summary><c>COGNITO_DOMAIN</c>: the origin of the user pool's sign-in pages, where people sign out.</summary>
    public required Uri Domain { get; init; }

    /// <summary><c>LOAD_BALANCER_ARN</c>: who alone may sign tokens.</summary>
    public required LoadBalancerArn LoadBalancer { get; init; }

    /// <summary><c>ADMINISTRATORS</c>: whose first sign-in makes them administrators: e-mail addresses with commas between, at least one; in lower case.</summary>
    public required IReadOnlyList<string> Administrators { get; init; }

    /// <summary>Where keys are published, each below its id; ends with a slash. Not a setting: it follows from the region.</summary>
    internal Uri? PublicKeysOverride { get; init; }

    internal Uri PublicKeys => PublicKeysOverride ?? LoadBalancer.PublicKeys;

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <exception cref="OptionsValidationException">A value is missing or cannot be right: the message names each such variable and what it may be.</exception>
    public static LoadBalancerSignInOptions From(IConfiguration environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var failures = new List<string>();

        T? Read<T>(string variable, Func<string, T?> parse, string allowed)
            where T : class
        {
            var text = environment.Variable(variable);
            var value = text is null ? null : parse(text);
            if (value is null)
            {
                failures.Add(text is null ? $"{variable} is not set; it must be {allowed}." : $"{variable} is \"{text}\"; it must be {allowed}.");
            }

            return value;
        }

        var issuer = Read(IssuerVariable, static text => Https(text) is { AbsolutePath.Length: > 1 } ? text : null, "the user pool's issuer, such as https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_ABCdef123");
        var client = Read(ClientIdVariable, static text => text.Length <= MaxClientId && text.All(char.IsAsciiLetterOrDigit) ? text : null, $"the id of the user pool's client, up to {MaxClientId} letters and digits");
        var domain = Read(DomainVariable, static text => Https(text) is { AbsolutePath: "/" } address ? address : null, "the origin of the user pool's sign-in pages, such as https://example.auth.eu-central-1.amazoncognito.com");
        var balancer = Read(LoadBalancerVariable, LoadBalancerArn.Parse, "an Application Load Balancer's ARN, such as arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/gallery/0123456789abcdef");
        var administrators = Read(AdministratorsVariable, Emails, "at least one e-mail address, with commas between");
        return failures.Count == 0
            ? new LoadBalancerSignInOptions { Issuer = issuer!, ClientId = client!, Domain = domain!, LoadBalancer = balancer!, Administrators = administrators! }
            : throw new OptionsValidationException(nameof(LoadBalancerSignInOptions), typeof(LoadBalancerSignInOptions), failures);
    }

    private static IReadOnlyList<string>? Emails(string text)
    {
        var emails = text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return emails.Length > 0 && emails.All(email => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1 && !email.Any(char.IsWhiteSpace)) ? emails : null;
    }

    private static Uri? Https(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : null;
}
