using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Vignette.Gallery.Pages;

namespace Vignette.Gallery.Errors;

/// <summary>The result of a request that cannot be answered: a page for people, problem details (RFC 9457) for programs.</summary>
/// <param name="detail">A sentence that says what is wrong and, where it helps, what to do.</param>
internal sealed class Refusal(int status, string detail) : IResult
{
    /// <summary>Further lines for people.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Further members of the problem details.</summary>
    public Dictionary<string, object?>? Members { get; init; }

    /// <summary>When it is worth another try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        IResult result = Accepts.Html(httpContext.Request)
            ? new View<ErrorModel>("Error", new ErrorModel(status, Title(status), detail, Notes), status)
            : TypedResults.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), extensions: Members);
        return result.ExecuteAsync(httpContext);
    }

    /// <summary>What there is to say of a status alone.</summary>
    public static Refusal Of(int status) => new(status, status switch
    {
        StatusCodes.Status401Unauthorized => "Please sign in first.",
        StatusCodes.Status403Forbidden => "You may not do this.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take requests of this kind.",
        StatusCodes.Status408RequestTimeout => "The request took too long to arrive.",
        StatusCodes.Status413PayloadTooLarge => "The request is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The request's content is not of a type that is taken here.",
        >= 500 => "Something went wrong on our side. Please try again.",
        _ => "The request is not a valid one.",
    });

    private static string Title(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Please sign in",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Changed meanwhile",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Not a picture we know",
        StatusCodes.Status503ServiceUnavailable => "Back in a moment",
        >= 500 => "Something went wrong",
        _ => "That did not work",
    };
}
