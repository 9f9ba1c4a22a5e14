using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>
/// Lets in who knows a password. A wrong name, a wrong password and one that is right while none is taken are answered alike
/// and after the same time, so that nobody learns which it was, or whether there is such an account.
/// </summary>
internal sealed class PasswordSignIn(AccountDirectory accounts, IPasswordHasher<Account> hasher, TimeProvider time)
{
    /// <summary>What is said of all of them.</summary>
    public const string Refused = "The name or the password is wrong, or there were too many wrong tries: then wait a quarter of an hour.";

    /// <summary>How long a no takes: longer than any of the ways to it.</summary>
    internal static readonly TimeSpan TimeToNo = TimeSpan.FromMilliseconds(500);

    private readonly string _nobodysHash = hasher.HashPassword(new Account("", Role.Viewer, ""), Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <returns>Null where they are not let in.</returns>
    public async Task<Account?> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (await LetInAsync(name, password, cancellationToken) is { } account)
        {
            return account;
        }

        if (TimeToNo - time.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken);
        }

        return null;
    }

    private async Task<Account?> LetInAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (password.Length > Passwords.MaxLength || name.Length > AccountName.MaxLength)
        {
            return null;
        }

        var account = await accounts.FindAsync(name, cancellationToken);
        var verdict = hasher.VerifyHashedPassword(account ?? new Account(name, Role.Viewer, ""), account?.PasswordHash ?? _nobodysHash, password);
        if (account?.PasswordHash is null || account.LockedUntil > time.GetUtcNow())
        {
            return null;
        }

        if (verdict == PasswordVerificationResult.Failed)
        {
            await accounts.FailAsync(account.Name, cancellationToken);
            return null;
        }

        await accounts.SucceedAsync(account.Name, verdict == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(account, password) : null, cancellationToken);
        return account;
    }
}
