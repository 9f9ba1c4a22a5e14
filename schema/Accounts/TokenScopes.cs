namespace Vignette.Schema.Accounts;

/// <summary>What a token may be used for, within what its account may do. The sums are in the catalog.</summary>
[Flags]
public enum TokenScopes
{
    None = 0,

    /// <summary>Looking, searching and exporting.</summary>
    Read = 1,

    Upload = 2,

    /// <summary>Annotating, and all else that changes images.</summary>
    Annotate = 4,

    /// <summary>Managing accounts.</summary>
    Admin = 8,
}
