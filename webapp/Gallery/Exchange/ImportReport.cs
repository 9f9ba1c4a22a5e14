using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vignette.Exchange;
using Vignette.Exchange.Importing;
using Vignette.Gallery.Apis.Contracts;

namespace Vignette.Gallery.Exchange;

/// <summary>Runs an import and tells of each picture as it is done, a line of JSON each.</summary>
internal sealed class ImportReport(ImportRun run) : IResult
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly long[] _counts = new long[Enum.GetValues<ImportOutcome>().Length];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var ended = run;
        var (response, time) = (httpContext.Response, httpContext.RequestServices.GetRequiredService<TimeProvider>());
        response.ContentType = "application/jsonl";
        response.Headers.CacheControl = "no-store";
        await WriteAsync(response, new ImportLine(ImportLine.Begin) { Format = run.Format.Code(), Total = run.Total });
        await response.Body.FlushAsync(httpContext.RequestAborted);
        try
        {
            var flushed = time.GetTimestamp();
            await foreach (var item in run.ItemsAsync())
            {
                _counts[(int)item.Outcome]++;
                await WriteAsync(response, Line(item));
                if (time.GetElapsedTime(flushed) > FlushInterval)
                {
                    await response.Body.FlushAsync(httpContext.RequestAborted);
                    flushed = time.GetTimestamp();
                }
            }

            await WriteAsync(response, Count(new ImportLine(ImportLine.End)));
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone. What was done is done, each picture whole.
        }
        catch (Exception fault)
        {
            Log.ImportBrokeOff(httpContext.RequestServices.GetRequiredService<ILogger<ImportReport>>(), fault);
            var reason = fault is DatasetException ? fault.Message : "Something that is needed for this is away.";
            await WriteAsync(response, Count(new ImportLine(ImportLine.Failed)) with
            {
                Reason = $"{reason} What was done is done: import the file again to go on.",
                Again = fault is DatasetException ? null : true,
            });
        }
    }

    private static ImportLine Line(ImportItem item) => new(ImportLine.Picture)
    {
        Place = item.Place,
        Filename = item.Name,
        Id = item.Id?.ToString(),
        Outcome = Code(item.Outcome),
        Notes = item.Notes,
    };

    private static string Code(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Added => "added",
        ImportOutcome.Changed => "changed",
        ImportOutcome.Unchanged => "unchanged",
        ImportOutcome.Skipped => "skipped",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static async Task WriteAsync(HttpResponse response, ImportLine line)
    {
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, GalleryJson.Default.ImportLine));
        await response.Body.WriteAsync(LineEnd);
    }

    private ImportLine Count(ImportLine line) => line with
    {
        Added = _counts[(int)ImportOutcome.Added],
        Changed = _counts[(int)ImportOutcome.Changed],
        Unchanged = _counts[(int)ImportOutcome.Unchanged],
        Skipped = _counts[(int)ImportOutcome.Skipped],
    };
}
