namespace Vignette.Exchange.Importing;

/// <summary>How a file is imported.</summary>
/// <param name="Author">Who imports: of what is changed the author, of pictures that come in the owner.</param>
/// <param name="IsDryRun">Only says what would be done.</param>
public sealed record ImportOptions(string Author, ImportMode Mode, bool IsDryRun);
