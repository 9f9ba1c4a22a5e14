namespace Vignette.Pipeline.Publishing;

/// <summary>
/// What is in an object that announces an approval. It is for people who look into the bucket: of its event only the key counts,
/// since the catalog knows which approval is the latest.
/// </summary>
internal sealed record ReviewMarker(string Id, long Version);
