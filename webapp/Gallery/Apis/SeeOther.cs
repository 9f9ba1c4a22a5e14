using Microsoft.AspNetCore.Http;

namespace Vignette.Gallery.Apis;

/// <summary>The result of a form post that worked: 303, which makes a browser get the address, whatever it had sent.</summary>
internal sealed class SeeOther(string url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = url;
        return Task.CompletedTask;
    }
}
