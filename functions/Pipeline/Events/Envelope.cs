using System.Text.Json.Serialization;

namespace Vignette.Pipeline.Events;

/// <summary>The envelope's JSON, field by field in S3's order.</summary>
internal sealed record Envelope
{
    public string? Version { get; init; }

    public string? Id { get; init; }

    [JsonPropertyName("detail-type")]
    public string? DetailType { get; init; }

    public string? Source { get; init; }

    public string? Account { get; init; }

    public string? Time { get; init; }

    public string? Region { get; init; }

    public string[]? Resources { get; init; }

    public EnvelopeDetail? Detail { get; init; }
}

/// <inheritdoc cref="Envelope"/>
internal sealed record EnvelopeDetail
{
    public string? Version { get; init; }

    public EnvelopeBucket? Bucket { get; init; }

    public EnvelopeObject? Object { get; init; }

    [JsonPropertyName("request-id")]
    public string? RequestId { get; init; }

    public string? Requester { get; init; }

    [JsonPropertyName("source-ip-address")]
    public string? SourceIpAddress { get; init; }

    public string? Reason { get; init; }
}

/// <inheritdoc cref="Envelope"/>
internal sealed record EnvelopeBucket
{
    public string? Name { get; init; }
}

/// <inheritdoc cref="Envelope"/>
internal sealed record EnvelopeObject
{
    public string? Key { get; init; }

    public long Size { get; init; }

    [JsonPropertyName("etag")]
    public string? ETag { get; init; }

    [JsonPropertyName("version-id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VersionId { get; init; }

    public string? Sequencer { get; init; }
}
