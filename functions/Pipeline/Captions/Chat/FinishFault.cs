namespace Vignette.Pipeline.Captions.Chat;

/// <summary>What it means that a model stopped for another reason than having finished.</summary>
internal static class FinishFault
{
    private const int MaxReasonLength = 64;

    /// <param name="reason">
    /// OpenAI's <c>finish_reason</c>, or one of Gemini's own, which its endpoint passes on as they are:
    /// https://ai.google.dev/api/generate-content#FinishReason.
    /// </param>
    public static Exception From(string reason) => reason.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "SAFETY" or "IMAGESAFETY" or "PROHIBITEDCONTENT" or "IMAGEPROHIBITEDCONTENT" or "BLOCKLIST" or "SPII" => Filtered(),
        var filtered when filtered.StartsWith("CONTENTFILTER", StringComparison.Ordinal) => Filtered(),
        "LENGTH" or "MAXTOKENS" => new TransientFault("The caption model's reply was cut off: too long."),
        _ => new TransientFault($"The caption model stopped early ({ReplyText.Clean(reason, MaxReasonLength)})."),
    };

    private static PermanentFault Filtered() => new("The caption model's safety filter refused the picture.");
}
