using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Vignette.Pipeline.Captions.Chat;

namespace Vignette.Pipeline.Captions;

/// <summary>Who captions, and how to reach it. Bound once from the environment and validated at the start.</summary>
public sealed record CaptionOptions
{
    public const string ApiKeyVariable = "GEMINI_API_KEY";

    public const string ModelVariable = "GEMINI_MODEL_NAME";

    public const string PromptVariable = "GEMINI_PROMPT";

    public const string EndpointVariable = "CAPTION_ENDPOINT";

    /// <summary>
    /// The cheapest of Google's current models that sees: a caption takes about 1,500 tokens in and 600 out, which is
    /// 0.2 US cents, against 0.3 for 3.8 Flash and 0.8 for 3.5 Flash (prices of October 2026).
    /// </summary>
    public const string DefaultModel = "gemini-3.5-flash-lite";

    /// <summary>Characters that <see cref="Prompt"/> may have.</summary>
    public const int MaxPromptLength = 4000;

    /// <summary>Google's endpoint that speaks OpenAI's protocol.</summary>
    public static Uri GeminiEndpoint { get; } = new("https://generativelanguage.googleapis.com/v1beta/openai/");

    /// <summary>Whether a model is asked; the offline captioner does the work otherwise.</summary>
    public bool UsesModel { get; private init; }

    /// <summary><c>GEMINI_API_KEY</c>; null for an endpoint that wants none. Never logged.</summary>
    public string? ApiKey { get; private init; }

    /// <summary><c>GEMINI_MODEL_NAME</c>: a vision model, by the name that the endpoint knows.</summary>
    public string Model { get; private init; } = DefaultModel;

    /// <summary><c>GEMINI_PROMPT</c>: said to the model after the built-in instruction, and stronger; null for nothing more.</summary>
    public string? Prompt { get; private init; }

    /// <summary><c>CAPTION_ENDPOINT</c>: any server that speaks OpenAI's chat completions; plain http suits one on the same machine.</summary>
    public Uri Endpoint { get; private init; } = GeminiEndpoint;

    /// <summary>How long one call may take in all.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be right: the message names each such variable.</exception>
    public static CaptionOptions From(IConfiguration environment)
    {
        var key = environment.Variable(ApiKeyVariable);
        var model = environment.Variable(ModelVariable);
        var prompt = environment.Variable(PromptVariable);
        var endpoint = environment.Variable(EndpointVariable);
        var failures = new List<string>();

        // The value itself stays out of the message.
        if (key is not null && !key.All(IsVisibleAscii))
        {
            failures.Add($"{ApiKeyVariable} has a character that no key has: a space, a control character or one beyond ASCII.");
        }

        if (model is not null && (model.Length > ReplyText.MaxModelLength || !model.All(IsVisibleAscii)))
        {
            failures.Add($"{ModelVariable} is not a model's name: up to {ReplyText.MaxModelLength} ASCII characters without spaces.");
        }

        if (prompt?.Length > MaxPromptLength)
        {
            failures.Add($"{PromptVariable} has {prompt.Length} characters; {MaxPromptLength} are allowed.");
        }

        if (endpoint is not null && !EnvironmentVariables.IsEndpoint(endpoint))
        {
            failures.Add($"{EndpointVariable} is not an absolute http or https address without user name, query and fragment, such as http://localhost:11434/v1/.");
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(nameof(CaptionOptions), typeof(CaptionOptions), failures);
        }

        return new CaptionOptions
        {
            UsesModel = key is not null || endpoint is not null,
            ApiKey = key,
            Model = model ?? DefaultModel,
            Prompt = prompt,
            Endpoint = endpoint is null ? GeminiEndpoint : new Uri(endpoint),
        };
    }

    /// <summary>Who captions, in words for a person; without the key and the prompt.</summary>
    public string Description => UsesModel
        ? $"by {Model} at {Endpoint}"
        : $"offline, from pixels and EXIF alone (a model writes them when {ApiKeyVariable} or {EndpointVariable} is set)";

    /// <summary>The description, so that no log ever shows the key.</summary>
    public override string ToString() => Description;

    private static bool IsVisibleAscii(char character) => character is > ' ' and < '\x7F';
}
