using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Hosting;

namespace Vignette.Gallery.Apis;

/// <summary><c>/health</c>: whether the process lives, and whether it can work.</summary>
internal static class HealthApi
{
    public static void MapHealthApi(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup(WebTier.HealthPath).Allows(Right.Open).DisableRateLimiting().WithTags("Health");
        health.MapGet("", Live)
            .WithName("GetLiveness")
            .WithSummary("The process answers")
            .WithDescription("Asks nothing of any dependency, so that an outage of one does not get every host replaced.")
            .Produces<Liveness>();
        health.MapGet("ready", ReadyAsync)
            .WithName("GetReadiness")
            .WithSummary("Whether every dependency answers")
            .Produces<Readiness>()
            .Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return Results.Ok(new Liveness("healthy"));
    }

    private static async Task<IResult> ReadyAsync(
        IEnumerable<IDependencyProbe> probes,
        GalleryOptions options,
        TimeProvider time,
        ILogger<Readiness> logger,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var states = await Task.WhenAll(probes.Select(async probe =>
            (probe.Name, IsUp: await IsUpAsync(probe, options.ProbeTimeout, time, logger, cancellationToken))));
        var isReady = states.All(state => state.IsUp);
        response.Headers.CacheControl = "no-store";
        return Results.Json(
            new Readiness(isReady ? "ready" : "unavailable", states.ToDictionary(state => state.Name, state => state.IsUp ? "up" : "down")),
            GalleryJson.Default.Readiness,
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> IsUpAsync(IDependencyProbe probe, TimeSpan timeout, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A probe that does not heed its token is left behind.
            await probe.CheckAsync(either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.DependencyDown(logger, fault, probe.Name);
            return false;
        }
    }
}
