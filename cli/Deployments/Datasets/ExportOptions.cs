using Vignette.Exchange;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>What an export is told.</summary>
/// <param name="Gallery">Where from.</param>
/// <param name="Search">As the gallery's address has it.</param>
/// <param name="WithPictures">Whether the pictures themselves come too.</param>
/// <param name="File">Where to; null for standard output.</param>
/// <param name="Tries">At least 1.</param>
internal sealed record ExportOptions(Uri Gallery, DatasetFormat Format, IReadOnlyDictionary<string, string> Search, bool WithPictures, string? File, int Tries);
