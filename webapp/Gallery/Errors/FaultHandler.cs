using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline;

namespace Vignette.Gallery.Errors;

/// <summary>Turns what endpoints throw into responses that tell nothing of the inside.</summary>
internal sealed class FaultHandler(ILogger<FaultHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var request = httpContext.Request;
        Refusal refusal;
        switch (exception)
        {
            case BadHttpRequestException bad:
                refusal = Refusal.Of(bad.StatusCode);
                break;
            case TransientFault fault:
                Log.RequestUnavailable(logger, request.Method, request.Path, fault.Message);
                refusal = Unavailable(fault.RetryAfter);
                break;
            case DbException { IsTransient: true } fault:
                Log.RequestUnavailable(logger, request.Method, request.Path, fault.Message);
                refusal = Unavailable(null);
                break;
            default:
                Log.RequestFailed(logger, exception, request.Method, request.Path);
                refusal = Refusal.Of(StatusCodes.Status500InternalServerError);
                break;
        }

        await refusal.ExecuteAsync(httpContext);
        return true;
    }

    private static Refusal Unavailable(TimeSpan? retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "Something that is needed for this is away. Please try again in a moment.")
        {
            RetryAfter = retryAfter ?? DefaultRetryAfter,
        };
}
