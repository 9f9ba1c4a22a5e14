using System.Text.RegularExpressions;

namespace Vignette.Infra.Configuration;

public sealed partial record SignInSettings
{
    public const string ModeKey = "signIn";

    public const string AdministratorsKey = "administrators";

    public const string SelfSignUpKey = "selfSignUp";

    public const string RequireTotpKey = "requireTotp";

    public const string ThreatProtectionKey = "threatProtection";

    private const int MostAdministrators = 50;

    // All that a user pool takes of an address, and what a local and a domain part may have at most.
    private const int LongestEmail = 254;

    /// <summary><c>signIn</c>.</summary>
    public required SignInMode Mode { get; init; }

    /// <summary><c>administrators</c>: who become administrators when they first sign in, in lower case; only with Cognito, at least one.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary><c>selfSignUp</c>: whether anybody who confirms an e-mail address may have an account in the user pool.</summary>
    public bool SelfSignUp { get; init; } = true;

    /// <summary><c>requireTotp</c>: whether everybody has to give a code of an authenticator app too. Where it is not, Cognito's pages let nobody set one up.</summary>
    public bool RequireTotp { get; init; }

    /// <summary><c>threatProtection</c>: whether Cognito looks for leaked passwords and takeovers of accounts, at 2 cents for each user who is active in a month.</summary>
    public bool ThreatProtection { get; init; }

    internal static SignInSettings Read(SettingsReader reader)
    {
        var mode = reader.Choice(ModeKey, required: true, (Pipeline.Hosting.SignInVariables.Password, SignInMode.Password), (Pipeline.Hosting.SignInVariables.Cognito, SignInMode.Cognito));
        var defaults = new SignInSettings { Mode = mode };
        var read = defaults with
        {
            Administrators = reader.List(
                AdministratorsKey,
                defaults.Administrators,
                static emails => emails.Count <= MostAdministrators && emails.Distinct().Count() == emails.Count && emails.All(email => email.Length <= LongestEmail && EmailAddress().IsMatch(email)),
                $"a list of up to {MostAdministrators} different e-mail addresses in lower case, such as [\"you@example.com\"]"),
            SelfSignUp = reader.Flag(SelfSignUpKey, defaults.SelfSignUp),
            RequireTotp = reader.Flag(RequireTotpKey, defaults.RequireTotp),
            ThreatProtection = reader.Flag(ThreatProtectionKey, defaults.ThreatProtection),
        };
        if (!reader.IsRight(ModeKey) || !reader.IsRight(AdministratorsKey))
        {
            return read;
        }

        if (mode == SignInMode.Cognito && read.Administrators.Count == 0)
        {
            reader.Fail(AdministratorsKey, $"a list with at least one e-mail address where {ModeKey} is cognito, or nobody could ever let others in");
        }

        if (mode == SignInMode.Password && read.Administrators.Count > 0)
        {
            reader.Fail(AdministratorsKey, $"not set where {ModeKey} is password: there, whoever has the setup code is the first administrator");
        }

        return read;
    }

    // No comma, which is what is between them where the gallery is told, and nothing that a shell or a file of variables minds.
    [GeneratedRegex(@"\A[a-z0-9._%+'-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\z")]
    private static partial Regex EmailAddress();
}
