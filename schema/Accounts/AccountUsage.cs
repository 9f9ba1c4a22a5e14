namespace Vignette.Schema.Accounts;

/// <summary>What an owner has in the platform, what is in the trash included.</summary>
/// <param name="Bytes">Of the originals.</param>
public sealed record AccountUsage(string Owner, long Images, long Bytes);
