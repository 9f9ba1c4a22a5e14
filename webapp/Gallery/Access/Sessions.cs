using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>Who is signed in, in a cookie that the gallery alone can write. Every request asks the catalog whether the session still holds.</summary>
internal static class Sessions
{
    public const string CookieName = "vignette-session";

    private const string StampClaim = "vignette:stamp";

    /// <summary>How long a session lasts that is not used.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        // Lax, since a link from elsewhere to a picture must find who follows it signed in; what changes anything needs a token of its page.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = CheckAsync;
    }

    /// <summary>Begins a session, in place of any that there was.</summary>
    public static Task BeginAsync(HttpContext context, Account account) =>
        context.SignInAsync(SchemeNames.Session, PrincipalOf(account), new AuthenticationProperties { IsPersistent = true });

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(SchemeNames.Session);

    private static ClaimsPrincipal PrincipalOf(Account account) => new Caller(account.Name, account.Role).ToPrincipal(SchemeNames.Session, new Claim(StampClaim, account.Stamp));

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>();
        if (context.Principal?.Identity?.Name is { } name
            && await accounts.FindAsync(name, context.HttpContext.RequestAborted) is { } account
            && account.Name == name && account.Stamp == context.Principal.FindFirstValue(StampClaim))
        {
            // With the role of now, whatever it was when the session began.
            context.ReplacePrincipal(PrincipalOf(account));
        }
        else
        {
            context.RejectPrincipal();
        }
    }
}
