namespace Vignette.Schema.Catalog;

/// <summary>What came of trying to claim a task.</summary>
public abstract record ClaimResult
{
    private ClaimResult()
    {
    }

    /// <summary>The task is the caller's.</summary>
    public sealed record Claimed(TaskClaim Claim) : ClaimResult;

    /// <summary>The task already ended, completed or failed, for this version: there is nothing to do.</summary>
    public sealed record AlreadyEnded(TaskState State) : ClaimResult;

    /// <summary>Another worker has it until then.</summary>
    public sealed record Held(DateTimeOffset Until) : ClaimResult;

    /// <summary>There is no such image (any more).</summary>
    public sealed record Gone : ClaimResult;
}
