using System.Text.Json;

namespace Vignette.Schema.Accounts;

/// <summary>Actions as addresses, pages and files say them: <c>sign_in</c>, <c>upload</c>, …</summary>
public static class AuditActions
{
    private static readonly Dictionary<AuditAction, string> Codes = Enum.GetValues<AuditAction>().ToDictionary(action => action, action => JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString()));

    private static readonly Dictionary<string, AuditAction> Actions = Codes.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All codes, in the order of their numbers.</summary>
    public static IEnumerable<string> All => Codes.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    public static string Code(this AuditAction action) => Codes[action];

    /// <summary>Null where the text is none of the codes.</summary>
    public static AuditAction? Parse(string? code) => code is not null && Actions.TryGetValue(code, out var action) ? action : null;
}
