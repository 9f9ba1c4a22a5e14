using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

internal static class TaskLedgerExtensions
{
    /// <summary>Ends every unfinished task of an image whose original has vanished from the store: no event will come for it.</summary>
    public static async Task FailWithoutOriginalAsync(this TaskLedger ledger, ImageRecord image, CancellationToken cancellationToken)
    {
        foreach (var task in Enum.GetValues<TaskKind>())
        {
            await ledger.GiveUpAsync(image.Id, task, "The original is no longer in the store.", cancellationToken);
        }
    }
}
