using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Vignette.Gallery.Access;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Live;

namespace Vignette.Gallery.Apis;

/// <summary><c>/api/events</c>: what happens to images, as it happens.</summary>
internal static class EventsApi
{
    public static void MapEventsApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/events", WatchAsync)
            .Allows(Right.Look)
            .DisableRateLimiting()
            .WithName("WatchImages")
            .WithSummary("What happens to images, as it happens")
            .WithDescription(
                "Server-sent events. `image`: the new state of an image that was added, changed or deleted (`deleted: true`). "
                + "`resync`: something was missed, read the list again. A client that comes back sends `Last-Event-ID`, or `since` the first time. "
                + "204 where the host cannot stream: read the list again now and then.")
            .WithTags("Images")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> WatchAsync(string? since, HttpContext context, Caller caller, ChangeFeed feed, GalleryOptions options, IHostApplicationLifetime lifetime)
    {
        if (!TryReadMark(context.Request, since, out var mark))
        {
            return new Refusal(StatusCodes.Status400BadRequest, "since is not the id of an event.");
        }

        if (!options.StreamsEvents)
        {
            // The answer that keeps an EventSource from coming back by itself.
            return Results.NoContent();
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            using var watcher = await feed.WatchAsync(caller.Viewer, mark, end.Token);
            var response = context.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            // Proxies of the nginx kind hold a response back until it is whole unless told otherwise.
            response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

            await response.Body.WriteAsync(EventFrames.Opening, end.Token);
            await response.Body.FlushAsync(end.Token);
            while (await watcher.WaitAsync(end.Token))
            {
                while (watcher.TryTake(out var frame))
                {
                    await response.Body.WriteAsync(frame, end.Token);
                }

                await response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client has left or the host is stopping: the stream ends, and that is all.
        }

        return Results.Empty;
    }

    private static bool TryReadMark(HttpRequest request, string? since, out long? mark)
    {
        mark = null;
        if (Parse(request.Headers["Last-Event-ID"]) is { } last)
        {
            mark = last;
            return true;
        }

        mark = Parse(since);
        return since is null || mark is not null;

        static long? Parse(string? text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
