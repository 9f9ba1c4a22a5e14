namespace Vignette.Schema.Accounts;

/// <summary>What somebody did. The numbers are in the catalog: none is ever used again for something else.</summary>
public enum AuditAction
{
    SignIn = 1,
    SignInRefused = 2,
    SignOut = 3,

    Upload = 10,
    Annotate = 11,
    Retry = 12,
    Delete = 13,
    Restore = 14,
    Purge = 15,
    Share = 16,
    Unshare = 17,
    Download = 18,
    Export = 19,
    Import = 20,

    AddAccount = 30,
    RemoveAccount = 31,
    ChangeRole = 32,
    ChangePassword = 33,
    ChangeQuota = 34,
    CreateToken = 35,
    RevokeToken = 36,
}
