using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vignette.Exchange;
using Vignette.Exchange.Exporting;
using Vignette.Exchange.Importing;
using Vignette.Gallery.Access;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Gallery.Errors;
using Vignette.Gallery.Exchange;
using Vignette.Gallery.Security;
using Vignette.Gallery.Uploads;
using Vignette.Schema;

namespace Vignette.Gallery.Apis;

/// <summary><c>/api/export</c> and <c>/api/import</c>: data sets out and in.</summary>
internal static class ExchangeApi
{
    // 33 bytes each: with all around them less than what passes in one request anywhere.
    private const int MaxIds = 20_000;
    private const long MaxFormBytes = 1 << 20;

    private static readonly string Formats = string.Join(", ", DatasetFormats.Codes);

    public static void MapExchangeApi(this IEndpointRouteBuilder routes)
    {
        var exchange = routes.MapGroup("/api").WithTags("Exchange");
        exchange.MapGet("export", Export)
            .Allows(Right.Look)
            .WithName("Export")
            .WithSummary("What a search finds, as a data set")
            .WithDescription(
                $"`format` is one of {Formats}. The search is that of `GET /api/images`, without limit and cursor. `images=true` puts the pictures in; then every format is a zip. "
                + "The answer is sent while it is made: where it breaks off, so does the connection.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        exchange.MapPost("export", ExportChosenAsync)
            .Allows(Right.Look)
            .RequireBrowserToken()
            .WithMetadata(new RequestSizeLimit(MaxFormBytes))
            .WithName("ExportChosen")
            .WithSummary("Certain images, as a data set")
            .WithDescription(
                $"A form: `ids` are 1 to {MaxIds} image ids with spaces between, none twice; `format` and `images` are as for `GET /api/export`, and so is the answer. One that is not there any more is left out.")
            .Accepts<IFormCollection>("application/x-www-form-urlencoded")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        exchange.MapPost("import", ImportAsync)
            .Allows(Right.Import)
            .RequireBrowserToken()
            .RequireRoom()
            // The file has limits of its own.
            .WithMetadata(new RequestSizeLimit(MaxRequestBodySize: null))
            .WithName("Import")
            .WithSummary("Takes annotations, and pictures, in from a data set")
            .WithDescription(
                $"The body is the file. `format` is one of {Formats}; left out, it is told by the content. A picture of the file is found by its id, its SHA-256, or its name where only one picture has it; "
                + "one that is in the file itself and not here comes in. The whole file is looked at first; then each picture is changed whole or not at all, and the same file again changes nothing. "
                + "`merge=replace` makes the picture as the file says; `merge=add` only adds. `dryRun=true` changes nothing and says what would be. The answer is JSON lines, sent as it goes: see `ImportLine`.")
            .Accepts<byte[]>("application/octet-stream")
            .Produces<ImportLine>(StatusCodes.Status200OK, "application/jsonl")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Export([AsParameters] ListParameters parameters, string? format, string? images)
    {
        if (!TryRead(format, images, out var known, out var withPictures, out var problem))
        {
            return Bad(problem);
        }

        return ImageQueries.TryRead(parameters, limit: null, cursor: null, out var query, out var refusal) ? new ExportResult(known.Value, new DatasetSelection(query), withPictures) : refusal;
    }

    private static async Task<IResult> ExportChosenAsync(HttpContext context, CancellationToken cancellationToken)
    {
        const string Allowed = "ids are image ids with spaces between, none of them twice.";
        if (!context.Request.HasFormContentType)
        {
            return Bad("The body is a form with ids and format.");
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (!TryRead(form["format"], form["images"], out var known, out var withPictures, out var problem))
        {
            return Bad(problem);
        }

        var ids = new List<ImageId>();
        foreach (var text in form["ids"].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ImageId.TryParse(text, out var id))
            {
                return Bad(Allowed);
            }

            ids.Add(id);
        }

        return ids.Count is 0 or > MaxIds ? Bad($"ids are 1 to {MaxIds} image ids. More than that is for a search.")
            : ids.Distinct().Count() < ids.Count ? Bad(Allowed)
            : new ExportResult(known.Value, new DatasetSelection(ids), withPictures);
    }

    private static async Task<IResult> ImportAsync(
        string? format,
        string? dryRun,
        string? merge,
        HttpContext context,
        Caller caller,
        DatasetImporter importer,
        DatasetLimits limits,
        CancellationToken cancellationToken)
    {
        DatasetFormat? known = null;
        if (!string.IsNullOrEmpty(format) && !DatasetFormats.TryParse(format, out known))
        {
            return Bad($"format is one of {Formats}.");
        }

        if (!TryReadFlag(dryRun, out var isDryRun))
        {
            return Bad("dryRun is true or false.");
        }

        if (merge is not (null or "" or "replace" or "add"))
        {
            return Bad("merge is replace or add.");
        }

        if (context.Request.HasFormContentType)
        {
            return new Refusal(StatusCodes.Status400BadRequest, "The body is the file itself, not a form: curl --data-binary @file -H 'Content-Type: application/octet-stream'.");
        }

        try
        {
            var options = new ImportOptions(caller.Name, merge == "add" ? ImportMode.Add : ImportMode.Replace, isDryRun);
            return new ImportReport(await ImportRun.BeginAsync(context.Request.Body, known, options, importer, limits, cancellationToken));
        }
        catch (DatasetException fault)
        {
            return Bad(fault.Message);
        }
    }

    private static bool TryRead(string? format, string? images, [NotNullWhen(true)] out DatasetFormat? known, out bool withPictures, [NotNullWhen(false)] out string? problem)
    {
        withPictures = false;
        problem = !DatasetFormats.TryParse(format, out known) ? $"format is one of {Formats}."
            : !TryReadFlag(images, out withPictures) ? "images is true or false."
            : null;
        return problem is null;
    }

    private static bool TryReadFlag(string? text, out bool flag)
    {
        flag = text is "true";
        return text is null or "" or "true" or "false";
    }

    private static Refusal Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);
}
