using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>Traces and measures calls by OpenTelemetry's semantic conventions for generative AI.</summary>
internal sealed class ChatTelemetry(CaptionOptions options)
{
    private static readonly Histogram<long> Tokens = Telemetry.Meter.CreateHistogram<long>(
        "gen_ai.client.token.usage", "{token}", "Tokens that calls to the caption model took.");

    private readonly string _provider = options.Endpoint == CaptionOptions.GeminiEndpoint ? "gcp.gemini" : "openai";

    public Activity? Start() => Telemetry.Activities.StartActivity(
        ActivityKind.Client,
        tags:
        [
            new("gen_ai.operation.name", "chat"),
            new("gen_ai.provider.name", _provider),
            new("gen_ai.request.model", options.Model),
            new("gen_ai.output.type", "json"),
            new("server.address", options.Endpoint.Host),
            new("server.port", options.Endpoint.Port),
        ],
        name: $"chat {options.Model}");

    public void Answered(Activity? call, ChatAnswer answer)
    {
        call?.SetTag("gen_ai.response.model", answer.Model);
        call?.SetTag("gen_ai.response.finish_reasons", new[] { answer.FinishReason });
        if (answer.Usage is not { } usage)
        {
            return;
        }

        call?.SetTag("gen_ai.usage.input_tokens", usage.InputTokenCount);
        call?.SetTag("gen_ai.usage.output_tokens", usage.OutputTokenCount);
        Record("input", usage.InputTokenCount);
        Record("output", usage.OutputTokenCount);
    }

    public static void Failed(Activity? call, Exception fault)
    {
        call?.SetTag("error.type", fault.GetType().Name);
        call?.SetStatus(ActivityStatusCode.Error, fault.Message);
    }

    private void Record(string type, long tokens) => Tokens.Record(
        tokens,
        new("gen_ai.operation.name", "chat"),
        new("gen_ai.provider.name", _provider),
        new("gen_ai.request.model", options.Model),
        new("gen_ai.token.type", type));
}
