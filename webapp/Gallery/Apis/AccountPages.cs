using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Security;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Apis;

/// <summary>The page of one's own account, and what its forms are sent to: tokens, and the password where there is one.</summary>
internal static class AccountPages
{
    private const int TokenIdLength = 32;

    public static void MapAccountPages(this IEndpointRouteBuilder routes, GalleryOptions options)
    {
        if (options.SignIn == SignInMode.None)
        {
            return;
        }

        var pages = routes.MapGroup(Links.Account).ExcludeFromDescription().Allows(Right.Account);
        pages.MapGet("", ShowAsync);
        var forms = pages.MapGroup("").RequireFormToken();
        forms.MapPost("tokens", CreateTokenAsync);
        forms.MapPost("tokens/{token}/revoke", RevokeTokenAsync);
        if (options.SignIn == SignInMode.Password)
        {
            forms.MapPost("password", ChangePasswordAsync);
        }
    }

    private static Task<IResult> ShowAsync(HttpContext context, Caller caller, AccountPage page, CancellationToken cancellationToken) =>
        page.ShowAsync(context, caller, cancellationToken);

    private static async Task<IResult> CreateTokenAsync(HttpContext context, Caller caller, ApiTokens tokens, AuditTrail audit, AccountPage page, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var title = form["title"].ToString().Trim();
        var scopes = TokenScopes.None;
        foreach (var text in form["scope"])
        {
            scopes |= Enum.TryParse<TokenScopes>(text, ignoreCase: true, out var scope) && Enum.IsDefined(scope) ? scope : TokenScopes.None;
        }

        var problem = title.Length is 0 or > ApiTokens.MaxTitleLength ? $"A token has a title of 1 to {ApiTokens.MaxTitleLength} characters."
            : scopes == TokenScopes.None ? "A token that may do nothing is of no use: say what it may."
            : !int.TryParse(form["days"], out var days) || days < 1 || days > ApiTokens.LongestLifetime.Days ? $"A token holds for 1 to {ApiTokens.LongestLifetime.Days} days."
            : null;
        if (problem is not null)
        {
            return await page.ShowAsync(context, caller, cancellationToken, problem);
        }

        if (await tokens.CreateAsync(caller.Name, title, scopes, TimeSpan.FromDays(int.Parse(form["days"]!, System.Globalization.CultureInfo.InvariantCulture)), cancellationToken) is not { } made)
        {
            return await page.ShowAsync(context, caller, cancellationToken, $"There are {ApiTokens.MaxTokens} tokens already: revoke one first.");
        }

        await audit.AddAsync(context, new AuditEntry(caller.Name, AuditAction.CreateToken) { Subject = title, Detail = scopes.ToString() }, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return await page.ShowAsync(context, caller, cancellationToken, created: made.Secret);
    }

    private static async Task<IResult> RevokeTokenAsync(string token, HttpContext context, Caller caller, ApiTokens tokens, AuditTrail audit, AccountPage page, CancellationToken cancellationToken)
    {
        if (token.Length == TokenIdLength && await tokens.RevokeAsync(caller.Name, token, cancellationToken))
        {
            await audit.AddAsync(context, new AuditEntry(caller.Name, AuditAction.RevokeToken) { Subject = token }, cancellationToken);
            return new SeeOther(Links.Account);
        }

        return await page.ShowAsync(context, caller, cancellationToken, "There is no such token. It may have been revoked already.");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context,
        Caller caller,
        PasswordSignIn signIn,
        IPasswordHasher<Account> hasher,
        AccountDirectory accounts,
        AuditTrail audit,
        AccountPage page,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var password = form["password"].ToString();
        if (Passwords.Problem(password, caller.Name) is { } problem)
        {
            return await page.ShowAsync(context, caller, cancellationToken, problem);
        }

        if (await signIn.TryAsync(caller.Name, form["present"].ToString(), cancellationToken) is not { } account)
        {
            return await page.ShowAsync(context, caller, cancellationToken, "That is not the present password, or there were too many wrong tries: then wait a quarter of an hour.");
        }

        await accounts.SetPasswordAsync(account.Name, hasher.HashPassword(account, password), cancellationToken);
        await audit.AddAsync(context, new AuditEntry(account.Name, AuditAction.ChangePassword) { Subject = account.Name }, cancellationToken);
        await Sessions.BeginAsync(context, (await accounts.FindAsync(account.Name, cancellationToken))!);
        return await page.ShowAsync(context, caller, cancellationToken, done: "The password is changed.");
    }
}
