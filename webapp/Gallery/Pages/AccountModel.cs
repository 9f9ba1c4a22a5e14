using Vignette.Gallery.Access;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Pages;

/// <summary>The page of one's own account.</summary>
/// <param name="Created">The token that was just made, shown this once; null otherwise.</param>
/// <param name="Problem">Why something was not done; null where nothing was asked, or it was done.</param>
public sealed record AccountModel(
    string FormToken, Caller Caller, bool HasPassword, AccountUsage Usage, long? MaxBytes, IReadOnlyList<ApiToken> Tokens, string? Created, string? Problem, string? Done, DateTimeOffset Now);
