using System.Text.Json;
using OpenAI.Chat;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>What is used of a chat completion.</summary>
/// <param name="FinishReason">As on the wire: <c>stop</c>, <c>length</c>, <c>content_filter</c>, ….</param>
/// <param name="Refusal">The model's own words; null where it did not refuse.</param>
/// <param name="Content">Empty unless the model has finished.</param>
/// <param name="Model">As the endpoint names it; null where it names none.</param>
/// <param name="Usage">Null where the endpoint does not count.</param>
internal sealed record ChatAnswer(string FinishReason, string? Refusal, string Content, string? Model, ChatTokenUsage? Usage)
{
    public const string Finished = "stop";

    /// <summary>
    /// Reads it at once, for the client throws, now this and now that, where a part is asked for which the body lacks. A
    /// filtered one has no message to read.
    /// </summary>
    public static ChatAnswer Of(ChatCompletion completion)
    {
        var reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(completion.FinishReason.ToString());
        return reason == Finished
            ? new ChatAnswer(reason, completion.Refusal, string.Concat(completion.Content.Select(part => part.Text)), completion.Model, completion.Usage)
            : new ChatAnswer(reason, null, "", completion.Model, completion.Usage);
    }
}
