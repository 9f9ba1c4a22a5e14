using System.Text.Json;

namespace Vignette.Tests.Lambda;

/// <summary>What a function answered to an event.</summary>
/// <param name="IsError">It broke down, and this is the error.</param>
/// <param name="Body">JSON.</param>
/// <param name="At">The timestamp of the answer's arrival.</param>
public sealed record LambdaAnswer(bool IsError, string Body, long At)
{
    /// <summary>The answer as JSON. A test that asks for it fails where the function broke down.</summary>
    public JsonElement Json()
    {
        IsError.ShouldBeFalse(Body);
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }
}
