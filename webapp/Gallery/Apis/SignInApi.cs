using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Pages;
using Vignette.Gallery.Security;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Apis;

/// <summary>Signing in and out by a password, and the first account of all.</summary>
internal static class SignInApi
{
    public static void MapSignInApi(this IEndpointRouteBuilder routes, GalleryOptions options)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        if (options.SignIn == SignInMode.Cognito)
        {
            pages.MapPost(Links.SignOut, LeaveAsync).Allows(Right.Account).RequireFormToken();
        }

        if (options.SignIn != SignInMode.Password)
        {
            return;
        }

        pages.MapGet(Links.SignInPage, ShowAsync).Allows(Right.SignIn);
        pages.MapPost(Links.SignInPage, SignInAsync).Allows(Right.SignIn).RequireFormToken();
        pages.MapPost(Links.SignOut, SignOutAsync).Allows(Right.Account).RequireFormToken();
        pages.MapGet(Links.Setup, ShowSetupAsync).Allows(Right.SignIn);
        pages.MapPost(Links.Setup, SetUpAsync).Allows(Right.SignIn).RequireFormToken();
    }

    private static async Task<IResult> ShowAsync(string? next, HttpContext context, AccountDirectory accounts, FormTokens tokens, CancellationToken cancellationToken) =>
        await accounts.IsEmptyAsync(cancellationToken)
            ? new SeeOther(Links.Setup)
            : Caller.Of(context.User) is null ? Form(context, tokens, name: null, next, problem: null) : new SeeOther(Local(next));

    private static async Task<IResult> SignInAsync(HttpContext context, PasswordSignIn signIn, AuditTrail audit, FormTokens tokens, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string name = form["name"].ToString().Trim(), next = form["next"].ToString();
        if (await signIn.TryAsync(name, form["password"].ToString(), cancellationToken) is not { } account)
        {
            await audit.AddAsync(context, new AuditEntry(name, AuditAction.SignInRefused), cancellationToken);
            return Form(context, tokens, name, next, PasswordSignIn.Refused, StatusCodes.Status401Unauthorized);
        }

        await audit.AddAsync(context, new AuditEntry(account.Name, AuditAction.SignIn), cancellationToken);
        await Sessions.BeginAsync(context, account);
        return new SeeOther(Local(next));
    }

    /// <summary>Ends every session of the account, here and elsewhere.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, Caller caller, AccountDirectory accounts, AuditTrail audit, CancellationToken cancellationToken)
    {
        await accounts.EndSessionsAsync(caller.Name, cancellationToken);
        await audit.AddAsync(context, new AuditEntry(caller.Name, AuditAction.SignOut), cancellationToken);
        await Sessions.EndAsync(context);
        return new SeeOther(Links.SignInPage);
    }

    /// <summary>Ends the load balancer's session, and the user pool's.</summary>
    private static async Task<IResult> LeaveAsync(HttpContext context, Caller caller, LoadBalancerSignOut signOut, AuditTrail audit, CancellationToken cancellationToken)
    {
        await audit.AddAsync(context, new AuditEntry(caller.Name, AuditAction.SignOut), cancellationToken);
        return signOut.SignOut(context);
    }

    private static async Task<IResult> ShowSetupAsync(HttpContext context, AccountDirectory accounts, SetupGate gate, FormTokens tokens, CancellationToken cancellationToken) =>
        !await accounts.IsEmptyAsync(cancellationToken) ? new SeeOther(Links.SignInPage)
        : !gate.HasCode && !gate.IsOpenTo(context, code: "") ? new Refusal(StatusCodes.Status403Forbidden, SetupGate.Elsewhere)
        : SetupForm(context, gate, tokens, name: null, problem: null);

    private static async Task<IResult> SetUpAsync(
        HttpContext context,
        AccountDirectory accounts,
        SetupGate gate,
        IPasswordHasher<Account> hasher,
        AuditTrail audit,
        FormTokens tokens,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string name = form["name"].ToString().Trim(), password = form["password"].ToString();
        var problem = !gate.IsOpenTo(context, form["code"].ToString()) ? gate.HasCode ? SetupGate.WrongCode : SetupGate.Elsewhere : AccountName.Problem(name) ?? Passwords.Problem(password, name);
        if (problem is not null)
        {
            return SetupForm(context, gate, tokens, name, problem, StatusCodes.Status400BadRequest);
        }

        var hash = hasher.HashPassword(new Account(name, Role.Admin, ""), password);
        if (await accounts.AddFirstAsync(name, hash, cancellationToken) == AccountOutcome.Done)
        {
            await audit.AddAsync(context, new AuditEntry(name, AuditAction.AddAccount) { Subject = name, Detail = Role.Admin.Code() }, cancellationToken);
            await Sessions.BeginAsync(context, (await accounts.FindAsync(name, cancellationToken))!);
            return new SeeOther("/");
        }

        return new SeeOther(Links.SignInPage);
    }

    // Nobody is sent on to another site by an address that somebody gave them.
    private static string Local(string? next) => RedirectHttpResult.IsLocalUrl(next) && !next!.StartsWith('~') ? next : "/";

    private static View<SignInModel> Form(HttpContext context, FormTokens tokens, string? name, string? next, string? problem, int status = StatusCodes.Status200OK) =>
        new("SignIn", new SignInModel(tokens.Issue(context), name, Local(next), problem), status);

    private static View<SetupModel> SetupForm(HttpContext context, SetupGate gate, FormTokens tokens, string? name, string? problem, int status = StatusCodes.Status200OK) =>
        new("Setup", new SetupModel(tokens.Issue(context), name, gate.HasCode, problem), status);
}
