namespace Vignette.Gallery.Pages;

/// <summary>Where data sets go out and come in.</summary>
/// <param name="Search">What is exported: the parameters of a search, none for all there is.</param>
/// <param name="Count">How many pictures that is; more than <see cref="MaxCount"/> are not counted.</param>
/// <param name="RequestLimit">Bytes that pass in one request; null where nothing limits them.</param>
internal sealed record ExchangeModel(IReadOnlyList<KeyValuePair<string, string>> Search, int Count, string Token, long? RequestLimit)
{
    public const int MaxCount = 10_000;
}
