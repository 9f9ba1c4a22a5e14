namespace Vignette.Schema.Accounts;

/// <summary>A token that holds, and whose it is.</summary>
public sealed record TokenHolder(ApiToken Token, Account Account);
