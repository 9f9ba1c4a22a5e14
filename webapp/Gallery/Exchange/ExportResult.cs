using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Vignette.Exchange;
using Vignette.Exchange.Exporting;
using Vignette.Exchange.Spooling;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Pages;

namespace Vignette.Gallery.Exchange;

/// <summary>Images as a file, sent while it is made. Where it breaks off the connection does too, so that nobody takes a part for the whole.</summary>
internal sealed class ExportResult(DatasetFormat format, DatasetSelection selection, bool withPictures) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var exporter = services.GetRequiredService<DatasetExporter>();
        if (services.GetRequiredService<GalleryOptions>().RequestLimit is { } limit)
        {
            await SendWholeAsync(httpContext, exporter, limit);
            return;
        }

        Describe(httpContext);
        await exporter.WriteAsync(format, selection, withPictures, httpContext.Response.Body, httpContext.RequestAborted);
    }

    // What stands before the gallery passes no more back than in, and bytes in Base64.
    private async Task SendWholeAsync(HttpContext context, DatasetExporter exporter, long limit)
    {
        await using var file = TemporaryFile.Create();
        await exporter.WriteAsync(format, selection, withPictures, file, context.RequestAborted);
        var most = limit / 4 * 3;
        if (file.Length > most)
        {
            await new Refusal(
                StatusCodes.Status413PayloadTooLarge,
                $"The export has {Show.Size(file.Length)}, and no more than {Show.Size(most)} pass through what stands before this gallery. Narrow the search, or leave the pictures out.")
                .ExecuteAsync(context);
            return;
        }

        Describe(context);
        context.Response.ContentLength = file.Length;
        file.Position = 0;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private void Describe(HttpContext context)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(format.FileName(withPictures, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        context.Response.ContentType = format.Writer().MediaType(withPictures);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-store";
    }
}
