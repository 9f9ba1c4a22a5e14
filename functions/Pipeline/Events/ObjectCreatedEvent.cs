namespace Vignette.Pipeline.Events;

/// <summary>An S3 "Object Created" event: what the platform reads of it.</summary>
/// <param name="Key">Not URL-encoded.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sequencer">Orders the events of one key: compared as hexadecimal text, padded to the same length.</param>
public sealed record ObjectCreatedEvent(string Bucket, string Key, long Size, string ETag, string? Sequencer, DateTimeOffset Time);
