using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Gallery.Errors;
using Vignette.Pipeline.Intake;

namespace Vignette.Gallery.Uploads;

/// <summary>Refuses files while none may come in, before they are read.</summary>
internal static class IntakeFilter
{
    public static TBuilder RequireRoom<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(static async (context, next) =>
        {
            var http = context.HttpContext;
            return await http.RequestServices.GetRequiredService<IntakeGate>().CheckAsync(http.RequestAborted) is { } pause
                ? new Refusal(StatusCodes.Status503ServiceUnavailable, pause.Reason) { RetryAfter = pause.RetryAfter }
                : await next(context);
        });
}
