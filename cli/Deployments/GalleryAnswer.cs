using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vignette.Cli.Deployments;

/// <summary>The whole answer to a request, read and bounded.</summary>
/// <param name="MediaType">In lower case and without parameters; null where the answer says none.</param>
/// <param name="RetryAfter">When it is worth another try, where the answer says so.</param>
/// <param name="Location">Where the answer leads, absolute; null unless it is a redirect.</param>
internal sealed record GalleryAnswer(HttpStatusCode Status, string? MediaType, byte[] Body, TimeSpan? RetryAfter, Uri? Location)
{
    /// <summary>How the gallery's API writes.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <exception cref="GalleryException">The answer is not what the gallery's API answers.</exception>
    public T Read<T>(string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, Json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException fault)
        {
            throw new GalleryException(GalleryFaultKind.NotAGallery, $"answered {what} with {(int)Status} and {MediaType ?? "something without a type"} that the gallery's API does not answer", fault);
        }
    }

    /// <summary>What an answer that is not the one hoped for means.</summary>
    /// <param name="what">The request, for people.</param>
    public GalleryException Refusal(string what)
    {
        if (Location is not null)
        {
            return new GalleryException(GalleryFaultKind.Refused, $"answered {what} by leading to {Location.GetLeftPart(UriPartial.Path)}: give that address, or sign-in stands before the gallery") { Status = Status };
        }

        var kind = Status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? GalleryFaultKind.Unavailable
            : GalleryFaultKind.Refused;
        return new GalleryException(kind, $"answered {what} with {(int)Status}{(Detail() is { Length: > 0 } detail ? $": {detail}" : "")}") { Status = Status, RetryAfter = RetryAfter };
    }

    // Problem details (RFC 9457), or the code of an error of S3.
    private string? Detail()
    {
        try
        {
            using var problem = JsonDocument.Parse(Body);
            return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String
                ? detail.GetString()
                : null;
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 2048)));
            var (from, to) = (text.IndexOf("<Code>", StringComparison.Ordinal) + 6, text.IndexOf("</Code>", StringComparison.Ordinal));
            return from >= 6 && to > from ? text[from..to] : null;
        }
    }
}
