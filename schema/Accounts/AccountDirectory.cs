using System.Data.Common;
using System.Security.Cryptography;
using Vignette.Schema.Database;

namespace Vignette.Schema.Accounts;

/// <summary>Who can sign in, and as what.</summary>
public sealed class AccountDirectory(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>Wrong passwords after which none is taken for a while.</summary>
    public const int MaxFailures = 5;

    private const string Select = "SELECT name, role, stamp, subject, password_hash, failures, locked_until, max_bytes, created_at, signed_in_at FROM accounts";

    private const int StampBytes = 16;

    /// <summary>How long no password is taken after <see cref="MaxFailures"/> wrong ones; twice as long after each further one, up to <see cref="LongestLock"/>.</summary>
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);

    /// <summary>Short enough that whoever keeps guessing locks nobody out for good.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(15);

    /// <param name="name">In any case.</param>
    public Task<Account?> FindAsync(string name, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync($"{Select} WHERE name_key = @key", [("@key", AccountName.KeyOf(name))], Read, token),
        cancellationToken);

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync((sql, token) => sql.QueryAsync($"{Select} ORDER BY name_key", [], Read, token), cancellationToken);

    /// <summary>Whether there is nobody who can sign in yet.</summary>
    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        database.QueryAsync(async (sql, token) => !await sql.FirstAsync("SELECT 1 FROM accounts LIMIT 1", [], _ => true, token), cancellationToken);

    /// <exception cref="ArgumentException">The name is none: see <see cref="AccountName.Problem"/>.</exception>
    public Task<AccountOutcome> AddAsync(string name, Role role, string? passwordHash, CancellationToken cancellationToken) =>
        database.ChangeAsync((sql, token) => InsertAsync(sql, name, role, subject: null, passwordHash, token), cancellationToken);

    /// <summary>The first account of all, an administrator. <see cref="AccountOutcome.Taken"/> where there is any already.</summary>
    public Task<AccountOutcome> AddFirstAsync(string name, string passwordHash, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) => await sql.FirstAsync($"SELECT 1 FROM accounts LIMIT 1{database.Dialect.ForUpdate}", [], _ => true, token)
            ? AccountOutcome.Taken
            : await InsertAsync(sql, name, Role.Admin, subject: null, passwordHash, token),
        cancellationToken);

    /// <summary>The account of somebody whom an identity provider knows, made when they come for the first time.</summary>
    /// <param name="subject">What the provider calls them, for good.</param>
    /// <param name="name">What they are called here from then on, if it is free.</param>
    /// <returns>Null where the name is another's.</returns>
    public Task<Account?> EnterAsync(string subject, string name, Role role, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return database.ChangeAsync(
            async (sql, token) =>
            {
                if (await BySubjectAsync() is { } known)
                {
                    return known;
                }

                await InsertAsync(sql, name, role, subject, passwordHash: null, token);
                return await BySubjectAsync();

                Task<Account?> BySubjectAsync() => sql.FirstAsync($"{Select} WHERE subject = @subject", [("@subject", subject)], Read, token);
            },
            cancellationToken);
    }

    /// <summary>Whom an identity provider calls so; null where they never came.</summary>
    public Task<Account?> FindBySubjectAsync(string subject, CancellationToken cancellationToken) =>
        database.QueryAsync((sql, token) => sql.FirstAsync($"{Select} WHERE subject = @subject", [("@subject", subject)], Read, token), cancellationToken);

    /// <summary>Removes an account with its tokens; its images stay. The last administrator stays.</summary>
    public Task<AccountOutcome> RemoveAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        name,
        becomes: null,
        "DELETE FROM accounts WHERE name = @name",
        _ => [],
        cancellationToken);

    /// <summary>Makes it one that may do more or less. Its sessions go on, with the new role. The last administrator stays one.</summary>
    public Task<AccountOutcome> SetRoleAsync(string name, Role role, CancellationToken cancellationToken) => ChangeAsync(
        name,
        role,
        "UPDATE accounts SET role = @role WHERE name = @name",
        _ => [("@role", (int)role)],
        cancellationToken);

    /// <summary>Gives it another password, ends its sessions and unlocks it.</summary>
    public Task<AccountOutcome> SetPasswordAsync(string name, string passwordHash, CancellationToken cancellationToken) => ChangeAsync(
        name,
        Role.Admin,
        "UPDATE accounts SET password_hash = @hash, stamp = @stamp, failures = 0, locked_until = NULL WHERE name = @name",
        _ => [("@hash", passwordHash), ("@stamp", NewStamp())],
        cancellationToken);

    /// <summary>Ends all sessions that it has.</summary>
    public Task<AccountOutcome> EndSessionsAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(name, Role.Admin, "UPDATE accounts SET stamp = @stamp WHERE name = @name", _ => [("@stamp", NewStamp())], cancellationToken);

    /// <param name="maxBytes">0 or more; null for any amount.</param>
    public Task<AccountOutcome> SetQuotaAsync(string name, long? maxBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes ?? 0, nameof(maxBytes));
        return ChangeAsync(name, Role.Admin, "UPDATE accounts SET max_bytes = @bytes WHERE name = @name", _ => [("@bytes", maxBytes)], cancellationToken);
    }

    /// <summary>Notes that a wrong password was given; after some, none is taken for a while.</summary>
    public Task<AccountOutcome> FailAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        name,
        Role.Admin,
        "UPDATE accounts SET failures = failures + 1, locked_until = @locked WHERE name = @name",
        account => [("@locked", LockAfter(account.Failures + 1) is { } pause ? time.Now() + (long)pause.TotalMilliseconds : null)],
        cancellationToken);

    /// <summary>Notes that somebody came in.</summary>
    /// <param name="passwordHash">The password hashed anew, where the hasher has become stronger; null otherwise.</param>
    public Task<AccountOutcome> SucceedAsync(string name, string? passwordHash, CancellationToken cancellationToken) => ChangeAsync(
        name,
        Role.Admin,
        "UPDATE accounts SET failures = 0, locked_until = NULL, signed_in_at = @now, password_hash = COALESCE(@hash, password_hash) WHERE name = @name",
        _ => [("@now", time.Now()), ("@hash", passwordHash)],
        cancellationToken);

    /// <summary>What an owner has.</summary>
    public async Task<AccountUsage> UsageAsync(string owner, CancellationToken cancellationToken) => await database.QueryAsync(
        (sql, token) => sql.FirstAsync(
            "SELECT COUNT(*), COALESCE(SUM(size), 0) FROM images WHERE owner = @owner",
            [("@owner", owner)],
            row => new AccountUsage(owner, row.GetInt64(0), Convert.ToInt64(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)),
            token),
        cancellationToken) ?? new AccountUsage(owner, 0, 0);

    /// <summary>What every owner has, accounts or not.</summary>
    public async Task<IReadOnlyList<AccountUsage>> UsageAsync(CancellationToken cancellationToken) => await database.QueryAsync(
        (sql, token) => sql.QueryAsync(
            "SELECT owner, COUNT(*), COALESCE(SUM(size), 0) FROM images GROUP BY owner ORDER BY owner",
            [],
            row => new AccountUsage(row.GetString(0), row.GetInt64(1), Convert.ToInt64(row.GetValue(2), System.Globalization.CultureInfo.InvariantCulture)),
            token),
        cancellationToken);

    /// <summary>How long no password is taken after so many wrong ones; null where the next is.</summary>
    public static TimeSpan? LockAfter(int failures) => failures < MaxFailures
        ? null
        : TimeSpan.FromTicks(Math.Min(LongestLock.Ticks, FirstLock.Ticks << Math.Min(failures - MaxFailures, 16)));

    private async Task<AccountOutcome> InsertAsync(Sql sql, string name, Role role, string? subject, string? passwordHash, CancellationToken cancellationToken)
    {
        if (AccountName.Problem(name) is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }

        var inserted = await sql.ExecuteAsync(
            database.Dialect.InsertUnlessTaken(
                "accounts (name, name_key, subject, role, password_hash, stamp, created_at) VALUES (@name, @key, @subject, @role, @hash, @stamp, @now)",
                key: "name"),
            [
                ("@name", name), ("@key", AccountName.KeyOf(name)), ("@subject", subject), ("@role", (int)role), ("@hash", passwordHash), ("@stamp", NewStamp()),
                ("@now", time.Now()),
            ],
            cancellationToken);
        return inserted == 0 ? AccountOutcome.Taken : AccountOutcome.Done;
    }

    /// <param name="becomes">The least role that it has afterwards; null where it is gone.</param>
    private Task<AccountOutcome> ChangeAsync(string name, Role? becomes, string statement, Func<Account, SqlValue[]> values, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) =>
        {
            // All administrators, so that of two who remove each other at once the second is told that he is the last.
            var admins = becomes == Role.Admin
                ? []
                : await sql.QueryAsync($"SELECT name FROM accounts WHERE role = @admin ORDER BY name{database.Dialect.ForUpdate}", [("@admin", (int)Role.Admin)], row => row.GetString(0), token);
            if (await sql.FirstAsync($"{Select} WHERE name_key = @key{database.Dialect.ForUpdate}", [("@key", AccountName.KeyOf(name))], Read, token) is not { } account)
            {
                return AccountOutcome.NotFound;
            }

            if (admins is [var last] && last == account.Name)
            {
                return AccountOutcome.LastAdmin;
            }

            await sql.ExecuteAsync(statement, [("@name", account.Name), .. values(account)], token);
            return AccountOutcome.Done;
        },
        cancellationToken);

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(StampBytes));

    private static Account Read(DbDataReader row) => new(row.GetString(0), (Role)row.GetInt32(1), row.GetString(2))
    {
        Subject = row.Text(3),
        PasswordHash = row.Text(4),
        Failures = row.GetInt32(5),
        LockedUntil = row.Time(6),
        MaxBytes = row.IsDBNull(7) ? null : row.GetInt64(7),
        CreatedAt = UnixTime.At(row.GetInt64(8)),
        SignedInAt = row.Time(9),
    };
}
