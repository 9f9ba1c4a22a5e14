namespace Vignette.Schema.Catalog;

/// <summary>A task as its row says, or as it is before it has one.</summary>
/// <param name="Exists">Whether there is a row.</param>
/// <param name="Token">The claim that holds it; null when it is not processing.</param>
/// <param name="ClaimedUntil">Unix milliseconds.</param>
internal sealed record TaskRow(bool Exists, TaskState State, string? ObjectVersion, int Attempts, string? Token, long ClaimedUntil)
{
    public bool Ended => State is TaskState.Completed or TaskState.Failed;
}
