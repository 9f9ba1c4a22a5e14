using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Vignette.Schema.Database;

namespace Vignette.Schema.Accounts;

/// <summary>
/// Tokens for scripts. One has 256 random bits, so that its bare SHA-256 can be kept: nobody finds it from that, and it is
/// looked up by it.
/// </summary>
public sealed class ApiTokens(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>What every token begins with, so that it is known for what it is where it was left lying about.</summary>
    public const string Prefix = "vignette_";

    public const int MaxTitleLength = 100;

    /// <summary>As many as one account has at a time, expired ones included.</summary>
    public const int MaxTokens = 50;

    private const int SecretBytes = 32;

    private const int IdBytes = 16;

    private const string Columns = "t.id, t.account, t.title, t.scopes, t.created_at, t.expires_at, t.used_at";

    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(366);

    /// <summary>How exactly the last use is noted, so that not every request writes.</summary>
    public static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>Makes a token.</summary>
    /// <param name="account">The account's name as it is written.</param>
    /// <param name="lifetime">Up to <see cref="LongestLifetime"/>.</param>
    /// <returns>The token itself, which is kept nowhere. Null where there is no such account, or it has <see cref="MaxTokens"/>.</returns>
    public async Task<(string Secret, ApiToken Token)?> CreateAsync(string account, string title, TokenScopes scopes, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(title.Length, MaxTitleLength, nameof(title));
        ArgumentOutOfRangeException.ThrowIfEqual(scopes, TokenScopes.None);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, LongestLifetime);
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = UnixTime.At(time.Now());
        var made = new ApiToken(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), account, title, scopes, now, now + lifetime);
        var isMade = await database.ChangeAsync(
            async (sql, token) =>
            {
                if (!await sql.FirstAsync($"SELECT 1 FROM accounts WHERE name = @account{database.Dialect.ForUpdate}", [("@account", account)], _ => true, token)
                    || await sql.FirstAsync("SELECT COUNT(*) FROM api_tokens WHERE account = @account", [("@account", account)], row => row.GetInt64(0), token) >= MaxTokens)
                {
                    return false;
                }

                await sql.ExecuteAsync(
                    "INSERT INTO api_tokens (id, account, title, sha256, scopes, created_at, expires_at) VALUES (@id, @account, @title, @sha256, @scopes, @created, @expires)",
                    [
                        ("@id", made.Id), ("@account", account), ("@title", title), ("@sha256", DigestOf(secret)), ("@scopes", (int)scopes),
                        ("@created", made.CreatedAt.ToUnixTimeMilliseconds()), ("@expires", made.ExpiresAt.ToUnixTimeMilliseconds()),
                    ],
                    token);
                return true;
            },
            cancellationToken);
        return isMade ? (secret, made) : null;
    }

    /// <summary>Whose token it is, and notes that it was used. Null where it never was one, was revoked, has expired, or its account is gone.</summary>
    public async Task<TokenHolder?> UseAsync(string secret, CancellationToken cancellationToken)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal) || secret.Length > 2 * (Prefix.Length + SecretBytes))
        {
            return null;
        }

        var now = time.Now();
        var holder = await database.QueryAsync(
            (sql, token) => sql.FirstAsync(
                $"SELECT {Columns}, a.role, a.stamp, a.max_bytes FROM api_tokens t JOIN accounts a ON a.name = t.account WHERE t.sha256 = @sha256 AND t.expires_at > @now",
                [("@sha256", DigestOf(secret)), ("@now", now)],
                row => new TokenHolder(Read(row), new Account(row.GetString(1), (Role)row.GetInt32(7), row.GetString(8)) { MaxBytes = row.IsDBNull(9) ? null : row.GetInt64(9) }),
                token),
            cancellationToken);
        if (holder is { Token: var used } && (used.UsedAt is null || UnixTime.At(now) - used.UsedAt >= UsePrecision))
        {
            await database.ChangeRelaxedAsync(
                (sql, token) => sql.ExecuteAsync("UPDATE api_tokens SET used_at = @now WHERE id = @id", [("@now", now), ("@id", used.Id)], token),
                cancellationToken);
        }

        return holder;
    }

    /// <summary>An account's tokens, the latest first.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(string account, CancellationToken cancellationToken) => await database.QueryAsync(
        (sql, token) => sql.QueryAsync($"SELECT {Columns} FROM api_tokens t WHERE t.account = @account ORDER BY t.created_at DESC, t.id", [("@account", account)], Read, token),
        cancellationToken);

    /// <summary>Makes a token worthless. False where the account has none of this id.</summary>
    public async Task<bool> RevokeAsync(string account, string id, CancellationToken cancellationToken) => await database.ChangeAsync(
        (sql, token) => sql.ExecuteAsync("DELETE FROM api_tokens WHERE id = @id AND account = @account", [("@id", id), ("@account", account)], token),
        cancellationToken) > 0;

    private static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static ApiToken Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), (TokenScopes)row.GetInt32(3), UnixTime.At(row.GetInt64(4)), UnixTime.At(row.GetInt64(5))) { UsedAt = row.Time(6) };
}
