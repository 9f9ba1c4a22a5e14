namespace Vignette.Schema.Catalog;

/// <summary>What is known of an image before its object is stored.</summary>
public sealed record NewImage(ImageId Id, string Owner, string FileName, string ObjectKey, string ContentType)
{
    /// <summary>Chosen by the client (at most 200 characters), so that it may try an upload again; unique for an owner.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Who sees it besides its owner.</summary>
    public Visibility Visibility { get; init; }

    /// <inheritdoc cref="ImageRecord.CorrelationId"/>
    public string? CorrelationId { get; init; }
}
