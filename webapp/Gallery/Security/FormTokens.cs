using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Errors;

namespace Vignette.Gallery.Security;

/// <summary>
/// Antiforgery tokens: in a hidden field of every form, or in a header. A client that is no browser needs none when it
/// asks for JSON, since nobody can make it send anything.
/// </summary>
internal sealed class FormTokens(IAntiforgery antiforgery)
{
    public const string Field = "__RequestVerificationToken";

    public const string Header = "RequestVerificationToken";

    /// <summary>A token for the forms of the page that is being answered with; sets the cookie that goes with it.</summary>
    public string Issue(HttpContext context) => antiforgery.GetAndStoreTokens(context).RequestToken!;

    public static bool IsNeeded(HttpRequest request) => CrossOriginProtection.IsFromBrowser(request) || !Accepts.Json(request);

    /// <summary>Looks at the header, then at the form.</summary>
    public async Task<bool> IsValidAsync(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    public static Refusal Missing() => new(StatusCodes.Status400BadRequest, "The page you sent this from is out of date. Go back, reload it and try again.");
}
