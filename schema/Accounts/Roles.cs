namespace Vignette.Schema.Accounts;

/// <summary>Roles as people write them: <c>viewer</c>, <c>annotator</c>, <c>admin</c>.</summary>
public static class Roles
{
    public static string Code(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Annotator => "annotator",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Null where the text is none of the codes.</summary>
    public static Role? Parse(string? code) => code switch
    {
        "viewer" => Role.Viewer,
        "annotator" => Role.Annotator,
        "admin" => Role.Admin,
        _ => null,
    };
}
