using Vignette.Infra.Configuration;

namespace Vignette.Infra.Identity;

public sealed record IdentityArgs
{
    public required SignInSettings Settings { get; init; }

    public required string Region { get; init; }

    /// <summary>The gallery's name.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether the accounts outlive <c>pulumi destroy</c>.</summary>
    public required bool DeletionProtection { get; init; }

    /// <summary>Null where the gallery keeps the accounts itself.</summary>
    public static IdentityArgs? From(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.SignIn.Mode != SignInMode.Cognito
            ? null
            : new IdentityArgs
            {
                Settings = settings.SignIn,
                Region = settings.Region,
                Domain = settings.Web.Domain!,
                DeletionProtection = settings.DeletionProtection,
            };
    }
}
