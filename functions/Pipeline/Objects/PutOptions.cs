namespace Vignette.Pipeline.Objects;

/// <summary>How an object is stored.</summary>
/// <param name="ContentType">Its media type.</param>
public sealed record PutOptions(string ContentType)
{
    /// <summary>Store nothing where the key is taken.</summary>
    public bool OnlyIfAbsent { get; init; }
}
