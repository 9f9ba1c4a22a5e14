using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pulumi;
using Vignette.Pipeline.Captions;

namespace Vignette.Infra.Configuration;

public sealed record CaptionSettings
{
    public const string CaptioningKey = "captions";

    public const string ApiKeyKey = "geminiApiKey";

    public const string ModelKey = "geminiModel";

    public const string PromptKey = "geminiPrompt";

    public const string ConcurrencyKey = "captionConcurrency";

    /// <summary><c>captions</c>.</summary>
    public required Captioning Captioning { get; init; }

    /// <summary><c>geminiApiKey</c>, a secret: the model's key; null where captions are made offline.</summary>
    public Output<string>? ApiKey { get; init; }

    /// <summary><c>geminiModel</c>.</summary>
    public string Model { get; init; } = CaptionOptions.DefaultModel;

    /// <summary><c>geminiPrompt</c>: said to the model after the built-in instruction; null for nothing more.</summary>
    public string? Prompt { get; init; }

    /// <summary><c>captionConcurrency</c>: how many images are described at once, 2 to 1000, so that the model's rate limit holds.</summary>
    public int Concurrency { get; init; } = 5;

    internal static CaptionSettings Read(SettingsReader reader)
    {
        var captioning = reader.Choice(CaptioningKey, required: true, ("gemini", Captioning.Gemini), ("offline", Captioning.Offline));
        var (apiKey, model, prompt) = (reader.Secret(ApiKeyKey), reader.Raw(ModelKey), reader.Raw(PromptKey));
        if (captioning == Captioning.Gemini && apiKey is null && reader.IsRight(CaptioningKey))
        {
            reader.Fail(ApiKeyKey, $"the key of the model (pulumi config set --secret {ApiKeyKey}), or {CaptioningKey} must be offline");
        }

        Check(reader, apiKey, model, prompt);
        var defaults = new CaptionSettings { Captioning = captioning };
        return defaults with
        {
            ApiKey = captioning == Captioning.Gemini && apiKey is not null ? Output.CreateSecret(apiKey) : null,
            Model = model ?? defaults.Model,
            Prompt = prompt,
            Concurrency = reader.Number(ConcurrencyKey, defaults.Concurrency, 2, 1000, "images"),
        };
    }

    /// <summary>By the rules of the function that will read them.</summary>
    private static void Check(SettingsReader reader, string? apiKey, string? model, string? prompt)
    {
        var keys = new Dictionary<string, string>
        {
            [CaptionOptions.ApiKeyVariable] = ApiKeyKey,
            [CaptionOptions.ModelVariable] = ModelKey,
            [CaptionOptions.PromptVariable] = PromptKey,
        };
        try
        {
            CaptionOptions.From(new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?>
                {
                    [CaptionOptions.ApiKeyVariable] = apiKey,
                    [CaptionOptions.ModelVariable] = model,
                    [CaptionOptions.PromptVariable] = prompt,
                })
                .Build());
        }
        catch (OptionsValidationException failure)
        {
            foreach (var message in failure.Failures)
            {
                var variable = keys.Keys.Single(name => message.StartsWith(name, StringComparison.Ordinal));
                reader.FailSilently(keys[variable], message[variable.Length..].TrimStart());
            }
        }
    }
}
