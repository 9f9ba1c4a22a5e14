using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vignette.Pipeline;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Captions.Chat;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Doctor.Checks;

/// <summary>The model describes a small picture, asked as the platform asks it. That costs some hundredths of a cent.</summary>
/// <param name="environment">Has the variables of <see cref="CaptionOptions"/>.</param>
/// <param name="model">The model, where something else than the environment says it.</param>
/// <param name="required">Whether captions must be a model's.</param>
public sealed class ModelCheck(IConfiguration environment, string? model, bool required) : ICheck
{
    private const string Key = $"Look at {CaptionOptions.ApiKeyVariable}, {CaptionOptions.ModelVariable} and {CaptionOptions.EndpointVariable}; keys and models: https://ai.google.dev/gemini-api/docs/api-key";

    /// <summary>Waves of grey, 64 by 48.</summary>
    private const string Picture =
        "/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/wAALCAAwAEABAREA/8QAGgAAAgMBAQAAAAAAAAAAAAAAAQIAAwQFBv/EADIQAAECAgcGAgsAAAAAAAAAAAABAgMhBAUREiJhYgYjJSYxQjIzNDVBQ0RRZHFzdIH/"
        + "2gAIAQEAAD8AhCEIQhB7pW+QWTB32B95YBO7IKduYPZ/TSrDNHwhouIVPSbB/irorekbILesHMCeFPyWHRWHI5tOwjVZjtEavEbpanrS7kJDm2l6Qs60LUiit8Df2LDvOhSOBXC3EUfZ/eI4qYvHbmZoROYbmRVBmys9I8Kbqq1IokPyYa/W2Hq3wcKyPI7RrcRS7Y/eo77GeGvNaMzNbU5xWHpKKNOFXui0to84lQa2qVQZ0eCvzrNWn//Z";

    public string Name => "Caption model";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        CaptionOptions options;
        try
        {
            options = CaptionOptions.From(new ConfigurationBuilder().AddConfiguration(environment).AddInMemoryCollection(model is null ? [] : [new(CaptionOptions.ModelVariable, model)]).Build());
        }
        catch (OptionsValidationException fault)
        {
            return this.Problem(string.Join(' ', fault.Failures), "Correct these variables.");
        }

        if (!options.UsesModel)
        {
            return required
                ? this.Skipped($"The stack has the key, which is a secret. To have it tried, set {CaptionOptions.ApiKeyVariable} here too.")
                : this.Ok($"Captions are made {options.Description}.");
        }

        try
        {
            using var captioner = new ChatCaptioner(options, TimeProvider.System, NullLogger<ChatCaptioner>.Instance);
            var facts = new PictureFacts(ImageFormat.Jpeg, 64, 48);
            var caption = await captioner.CaptionAsync(new CaptionRequest(Convert.FromBase64String(Picture), facts, new PixelSample(1, 1, new byte[3])), cancellationToken);
            return this.Ok($"{ToolText.Line(caption.Model ?? options.Model)} describes a picture.");
        }
        catch (PermanentFault fault)
        {
            return this.Problem(ToolText.Line(fault.Message), Key);
        }
        catch (TransientFault fault)
        {
            return this.Problem(ToolText.Line(fault.Message), $"It may work later. If not: {Key}");
        }
    }
}
