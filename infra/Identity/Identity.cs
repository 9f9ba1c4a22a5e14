using Pulumi;
using Pulumi.Aws.Cognito;
using Pulumi.Aws.Cognito.Inputs;
using Pulumi.Random;

namespace Vignette.Infra.Identity;

/// <summary>
/// Who people are: a user pool with their accounts, the pages where they sign up and in, and the client by which the load
/// balancer asks. An account is an e-mail address that its owner confirmed, and a password.
/// </summary>
public sealed class Identity : ComponentResource
{
    /// <summary>What the load balancer may hear of somebody: who it is, and the e-mail address.</summary>
    public const string Scopes = "openid email";

    /// <summary>
    /// Minutes. The load balancer asks the pool anew when this is over: so long at most somebody stays in whose account was
    /// disabled, and so long a session cookie works that was copied before its owner signed out.
    /// </summary>
    private const int AccessTokenMinutes = 15;

    /// <summary>Hours: a working day with its breaks, after which the password is asked for again, which a password manager fills in.</summary>
    private const int SessionHours = 12;

    private const int MinPasswordLength = 12;

    /// <summary>Where the load balancer has the user pool send people back to: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html#cognito-requirements.</summary>
    private const string Callback = "oauth2/idpresponse";

    private static readonly string[] Email = ["email"];

    public Identity(string name, IdentityArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Identity", $"{name}-identity", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var own = $"{name}-users";
        var pool = new UserPool(own, PoolOf(args), child);

        // A name that nobody else in the region has.
        var prefix = Output.Format($"{name}-{new RandomId($"{own}-domain-name", new RandomIdArgs { ByteLength = 4 }, child).Hex}");
        var domain = new UserPoolDomain($"{own}-domain", new UserPoolDomainArgs { UserPoolId = pool.Id, Domain = prefix }, child);
        var client = new UserPoolClient($"{own}-load-balancer", new UserPoolClientArgs
        {
            UserPoolId = pool.Id,
            GenerateSecret = true,
            AllowedOauthFlowsUserPoolClient = true,
            AllowedOauthFlows = { "code" },
            AllowedOauthScopes = [.. Scopes.Split(' ').Select(scope => (Input<string>)scope)],
            SupportedIdentityProviders = { "COGNITO" },
            CallbackUrls = { $"https://{args.Domain}/{Callback}" },
            LogoutUrls = { $"https://{args.Domain}/" },
            // By the pages alone: none of the calls by which a program signs somebody in.
            ExplicitAuthFlows = { "ALLOW_REFRESH_TOKEN_AUTH" },
            ReadAttributes = { "email", "email_verified" },
            WriteAttributes = { "email" },
            PreventUserExistenceErrors = "ENABLED",
            EnableTokenRevocation = true,
            AccessTokenValidity = AccessTokenMinutes,
            IdTokenValidity = AccessTokenMinutes,
            RefreshTokenValidity = SessionHours,
            TokenValidityUnits = new UserPoolClientTokenValidityUnitsArgs { AccessToken = "minutes", IdToken = "minutes", RefreshToken = "hours" },
        }, child);

        UserPoolArn = pool.Arn;
        ClientId = client.Id;
        // Known once there are pages to send people to.
        DomainPrefix = domain.Domain;
        Issuer = Output.Format($"https://{pool.Endpoint}");
        Pages = Output.Format($"https://{domain.Domain}.auth.{args.Region}.amazoncognito.com");
        RegisterOutputs(new Dictionary<string, object?> { ["userPoolArn"] = UserPoolArn, ["clientId"] = ClientId, ["pages"] = Pages });
    }

    /// <summary>How long somebody stays signed in.</summary>
    public static TimeSpan Session => TimeSpan.FromHours(SessionHours);

    public Output<string> UserPoolArn { get; }

    /// <summary>The load balancer's client.</summary>
    public Output<string> ClientId { get; }

    /// <summary>What the user pool's pages are called in the region.</summary>
    public Output<string> DomainPrefix { get; }

    /// <summary>What tokens name the user pool by.</summary>
    public Output<string> Issuer { get; }

    /// <summary>The origin of the pages where people sign in and out.</summary>
    public Output<string> Pages { get; }

    private static UserPoolArgs PoolOf(IdentityArgs args) => new()
    {
        UsernameAttributes = [.. Email.Select(attribute => (Input<string>)attribute)],
        UsernameConfiguration = new UserPoolUsernameConfigurationArgs { CaseSensitive = false },
        AutoVerifiedAttributes = [.. Email.Select(attribute => (Input<string>)attribute)],
        // An address counts only once it is confirmed, the new one of an old account too.
        UserAttributeUpdateSettings = new UserPoolUserAttributeUpdateSettingsArgs { AttributesRequireVerificationBeforeUpdates = [.. Email.Select(attribute => (Input<string>)attribute)] },
        VerificationMessageTemplate = new UserPoolVerificationMessageTemplateArgs { DefaultEmailOption = "CONFIRM_WITH_CODE" },
        AccountRecoverySetting = new UserPoolAccountRecoverySettingArgs
        {
            RecoveryMechanisms = { new UserPoolAccountRecoverySettingRecoveryMechanismArgs { Name = "verified_email", Priority = 1 } },
        },
        AdminCreateUserConfig = new UserPoolAdminCreateUserConfigArgs { AllowAdminCreateUserOnly = !args.Settings.SelfSignUp },
        PasswordPolicy = new UserPoolPasswordPolicyArgs
        {
            MinimumLength = MinPasswordLength,
            RequireLowercase = true,
            RequireUppercase = true,
            RequireNumbers = true,
            RequireSymbols = true,
            TemporaryPasswordValidityDays = 3,
        },
        MfaConfiguration = args.Settings.RequireTotp ? "ON" : "OPTIONAL",
        SoftwareTokenMfaConfiguration = new UserPoolSoftwareTokenMfaConfigurationArgs { Enabled = true },
        DeletionProtection = args.DeletionProtection ? "ACTIVE" : "INACTIVE",
        UserPoolTier = args.Settings.ThreatProtection ? "PLUS" : "ESSENTIALS",
        UserPoolAddOns = args.Settings.ThreatProtection ? (Input<UserPoolUserPoolAddOnsArgs>)new UserPoolUserPoolAddOnsArgs { AdvancedSecurityMode = "ENFORCED" } : null,
    };
}
