namespace Vignette.Schema.Accounts;

/// <summary>What came of a change of accounts.</summary>
public enum AccountOutcome
{
    Done,

    /// <summary>There is no such account.</summary>
    NotFound,

    /// <summary>There is an account of this name, or of one that differs in case alone.</summary>
    Taken,

    /// <summary>Nobody would be left who can manage accounts.</summary>
    LastAdmin,
}
