using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

internal static class TaskLedgerExtensions
{
    public const string NoOriginal = "The original is no longer in the store.";

    /// <summary>Ends what is unfinished of an image whose original has vanished from the store: no event will come for it.</summary>
    public static async Task FailWithoutOriginalAsync(this TaskLedger ledger, ImageRecord image, CancellationToken cancellationToken)
    {
        foreach (var task in TaskKinds.OfObjects)
        {
            await ledger.GiveUpAsync(image.Id, task, NoOriginal, cancellationToken);
        }
    }
}
