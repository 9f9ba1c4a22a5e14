using Vignette.Schema;

namespace Vignette.Pipeline.Intake;

/// <summary>A file on its way in.</summary>
/// <param name="FileName">As the client said it: data, and not to be trusted. Shortened to 255 characters, control characters replaced.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="IdempotencyKey">The client's own name for this upload, or null; see <see cref="Vignette.Schema.Catalog.NewImage.IdempotencyKey"/>.</param>
public sealed record IncomingFile(Stream Content, string? FileName, string Owner, string? IdempotencyKey = null)
{
    /// <summary>Who sees it besides its owner; null for <see cref="PipelineOptions.DefaultVisibility"/>.</summary>
    public Visibility? Visibility { get; init; }
}
