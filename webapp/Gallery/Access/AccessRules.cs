using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>The one place that says who may do what.</summary>
internal static class AccessRules
{
    private static readonly Dictionary<Right, AccessRule> Table = new AccessRule[]
    {
        new(Right.Open, Least: null, PictureRule.Shown, TokenScopes.None),
        new(Right.SignIn, Least: null, PictureRule.Shown, TokenScopes.None),
        new(Right.Look, Role.Viewer, PictureRule.Shown, TokenScopes.Read),
        new(Right.Upload, Role.Annotator, PictureRule.Own, TokenScopes.Upload),
        new(Right.Annotate, Role.Annotator, PictureRule.Seen, TokenScopes.Annotate),
        new(Right.Import, Role.Annotator, PictureRule.Own, TokenScopes.Upload | TokenScopes.Annotate),
        new(Right.Manage, Role.Annotator, PictureRule.Own, TokenScopes.Annotate),
        new(Right.Account, Role.Viewer, PictureRule.Own, Scopes: null),
        new(Right.Administer, Role.Admin, PictureRule.Own, TokenScopes.Admin),
    }.ToDictionary(rule => rule.Right);

    public static AccessRule Of(Right right) => Table[right];
}
