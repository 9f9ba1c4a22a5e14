using System.ClientModel.Primitives;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>For an endpoint without keys: the client insists on one, and this takes it out of every request.</summary>
internal sealed class AnonymousPolicy : PipelinePolicy
{
    /// <summary>Any text: it is never sent.</summary>
    public const string PlaceholderKey = "none";

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
