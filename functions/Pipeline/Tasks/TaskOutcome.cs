namespace Vignette.Pipeline.Tasks;

/// <summary>What became of a delivery, and so what to do with its message.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    /// <summary>The task is done, now or before: delete the message.</summary>
    public sealed record Completed : TaskOutcome;

    /// <summary>There is nothing to do for this message, and never will be: delete it.</summary>
    public sealed record Dropped(string Reason) : TaskOutcome;

    /// <summary>The task ended as failed, at once: delete the message.</summary>
    public sealed record Failed(string Reason) : TaskOutcome;

    /// <summary>Return the message, to be delivered again after this.</summary>
    public sealed record Retry(TimeSpan After, string Reason) : TaskOutcome
    {
        /// <summary>Nothing was tried, since another worker is at it: a queue that can should not count this delivery.</summary>
        public bool Uncounted { get; init; }
    }

    /// <summary>The last try failed too: the task ended as failed, and the message belongs with the dead letters.</summary>
    public sealed record GaveUp(string Reason) : TaskOutcome;
}
