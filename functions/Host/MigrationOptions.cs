using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Pipeline;

namespace Vignette.Functions;

/// <summary>What a migration does beside migrating.</summary>
/// <param name="ApplicationUser"><c>DB_APPLICATION_USER</c>: the database user of all other programs, who is made and signs in by IAM; null for none.</param>
public sealed record MigrationOptions(string? ApplicationUser)
{
    /// <exception cref="OptionsValidationException">The value cannot be right: the message names the variable.</exception>
    public static MigrationOptions From(IConfiguration environment)
    {
        var user = environment.Variable(Schema.MySql.ApplicationUser.Variable);
        return user is null || Schema.MySql.ApplicationUser.IsName(user)
            ? new MigrationOptions(user)
            : throw new OptionsValidationException(
                nameof(MigrationOptions),
                typeof(MigrationOptions),
                [$"{Schema.MySql.ApplicationUser.Variable} is \"{user}\"; it must be {Schema.MySql.ApplicationUser.AllowedNames}."]);
    }
}
