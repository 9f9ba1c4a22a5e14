using System.Text.RegularExpressions;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>
/// The user that the platform's programs sign in as: by IAM, encrypted, and to read and write rows, no more. Whoever
/// migrates makes it, who may create users and grant these rights.
/// </summary>
public sealed partial class ApplicationUser(MySqlCatalogDatabase database)
{
    private const string ByIam = "WITH AWSAuthenticationPlugin AS 'RDS'";
    private const string Rights = "SELECT, INSERT, UPDATE, DELETE";

    /// <summary>The environment variable that tells a migration the user's name.</summary>
    public const string Variable = "DB_APPLICATION_USER";

    /// <summary>What a name may be, in words.</summary>
    public const string AllowedNames = "1 to 32 letters, digits, underscores, dots and hyphens";

    /// <summary>Whether a user may be called so.</summary>
    public static bool IsName(string? name) => UserName().IsMatch(name ?? "");

    /// <summary>Makes the user, or brings the one there is to what it should be. Harmless when it is so already, and when several do it at once.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 32 letters, digits, underscores, dots and hyphens of ASCII.</exception>
    public Task EnsureAsync(string name, CancellationToken cancellationToken) => EnsureAsync(name, ByIam, cancellationToken);

    /// <param name="identification">What follows <c>IDENTIFIED</c>: not every server knows IAM.</param>
    internal Task EnsureAsync(string name, string identification, CancellationToken cancellationToken)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"A database user's name is {AllowedNames}.", nameof(name));
        }

        return database.ChangeAsync(
            async (sql, token) =>
            {
                var user = $"'{name}'@'%'";
                var isLiteral = await sql.FirstAsync("SELECT @@GLOBAL.partial_revokes", [], row => row.GetInt64(0) != 0, token);
                var grant = $"GRANT {Rights} ON {Pattern(database.Options.Database, isLiteral)}.* TO {user}";
                await sql.ExecuteAsync($"CREATE USER IF NOT EXISTS {user} IDENTIFIED {identification} REQUIRE SSL", [], token);
                await sql.ExecuteAsync($"ALTER USER {user} IDENTIFIED {identification} REQUIRE SSL", [], token);
                var grants = await sql.QueryAsync($"SHOW GRANTS FOR {user}", [], row => row.GetString(0).Replace('`', '\''), token);
                if (!grants.All(one => one == Plain($"GRANT USAGE ON *.* TO {user}") || one == Plain(grant)))
                {
                    // Only where there was more: for a moment the programs have no rights at all.
                    await sql.ExecuteAsync($"REVOKE ALL PRIVILEGES, GRANT OPTION FROM {user}", [], token);
                }

                return await sql.ExecuteAsync(grant, [], token);
            },
            cancellationToken);
    }

    // In a grant a schema's name is a pattern, unless partial revokes are in use.
    private static string Pattern(string name, bool isLiteral)
    {
        var quoted = name.Replace("`", "``", StringComparison.Ordinal);
        return isLiteral ? $"`{quoted}`" : $"`{quoted.Replace("_", "\\_", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)}`";
    }

    private static string Plain(string grant) => grant.Replace('`', '\'');

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,32}\z")]
    private static partial Regex UserName();
}
