using Vignette.Exchange;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>What an import is told.</summary>
/// <param name="File">Where from.</param>
/// <param name="Gallery">Where to.</param>
/// <param name="Format">Null: as the content says.</param>
/// <param name="Adds">Whether what pictures have stays.</param>
/// <param name="IsDryRun">Whether nothing is changed.</param>
/// <param name="Tries">At least 1.</param>
internal sealed record ImportOptions(string File, Uri Gallery, DatasetFormat? Format, bool Adds, bool IsDryRun, int Tries);
