using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Vignette.Gallery.Apis;
using Vignette.Gallery.Errors;

namespace Vignette.Gallery.Access;

/// <summary>Answers who may not: a person is shown where to sign in, a program is told.</summary>
internal sealed class AccessResults(GalleryOptions options) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        if (Caller.Of(context.User) is null)
        {
            return Unknown(context).ExecuteAsync(context);
        }

        var refusal = authorizeResult.AuthorizationFailure?.FailureReasons.OfType<AccessRefusal>().FirstOrDefault();
        return (refusal switch
        {
            { IsHidden: true } => new Refusal(StatusCodes.Status404NotFound, refusal.Message),
            { } => new Refusal(StatusCodes.Status403Forbidden, refusal.Message),
            null => Refusal.Of(context.GetEndpoint() is null ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden),
        }).ExecuteAsync(context);
    }

    private IResult Unknown(HttpContext context)
    {
        var request = context.Request;
        if (options.SignIn == SignInMode.Password && Accepts.Html(request) && !request.Headers.ContainsKey(HeaderNames.Authorization))
        {
            return new SeeOther(HttpMethods.IsGet(request.Method) ? Links.SignIn(request.PathBase + request.Path + request.QueryString) : Links.SignInPage);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Refusal.Of(StatusCodes.Status401Unauthorized);
    }
}
