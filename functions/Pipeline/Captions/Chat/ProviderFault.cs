using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>Decides what a failed call means: whether trying again may help, when, and what a person is told.</summary>
internal static class ProviderFault
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>The fault for a call that brought no reply, or one with an error status.</summary>
    public static Exception From(ClientResultException failure, CaptionOptions options, TimeProvider time) =>
        failure.GetRawResponse() is { } response
            ? FromStatus(response, options, time)
            : new TransientFault($"The caption model could not be reached: {Network(failure)}.", inner: failure);

    /// <summary>So many seconds, within what a queue can wait.</summary>
    public static TimeSpan Wait(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestWait.TotalSeconds));

    // The client's own exception is left out: its message repeats the body, which may repeat the key.
    private static Exception FromStatus(PipelineResponse response, CaptionOptions options, TimeProvider time)
    {
        var error = ProviderError.Parse(response.Content.ToMemory());
        var words = error.Message is null ? "" : $": {WithoutKey(error.Message, options.ApiKey)}";
        return response.Status switch
        {
            429 => new TransientFault($"The caption model is at its rate limit or quota (HTTP 429){words}", After(response, error, time)),
            408 or 409 or 425 or >= 500 => new TransientFault($"The caption model is out of order (HTTP {response.Status}){words}", After(response, error, time)),
            401 or 403 => new PermanentFault($"The caption model denies access (HTTP {response.Status}; check {CaptionOptions.ApiKeyVariable}){words}"),
            404 => new PermanentFault($"The caption model is not there (HTTP 404; check {CaptionOptions.ModelVariable}, {options.Model}, and {CaptionOptions.EndpointVariable}){words}"),
            _ => new PermanentFault($"The caption model refused the request (HTTP {response.Status}){words}"),
        };
    }

    // Whichever is later of the header (RFC 9110, 10.2.3: seconds or a date) and the body's own wish.
    private static TimeSpan? After(PipelineResponse response, ProviderError error, TimeProvider time)
    {
        TimeSpan? header = null;
        if (response.Headers.TryGetValue("Retry-After", out var value) && RetryConditionHeaderValue.TryParse(value, out var condition))
        {
            header = Wait((condition.Delta ?? condition.Date!.Value - time.GetUtcNow()).TotalSeconds);
        }

        return header > error.RetryDelay || error.RetryDelay is null ? header : error.RetryDelay;
    }

    private static string WithoutKey(string words, string? key) => key is null ? words : words.Replace(key, "[key]", StringComparison.Ordinal);

    private static string Network(ClientResultException failure) => (failure.InnerException as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its host name is unknown",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection",
        HttpRequestError.ConfigurationLimitExceeded => "its reply is too long",
        _ => "the connection broke",
    };
}
