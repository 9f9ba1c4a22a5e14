using Pulumi;

namespace Vignette.Infra.Functions;

/// <summary>Where the messages of a task are.</summary>
/// <param name="Task">The task: the name of its function.</param>
/// <param name="Name">The queue's name in the account and region.</param>
/// <param name="DeadLetterName">That of the queue of messages which all tries failed on.</param>
public sealed record TaskQueue(string Task, Output<string> Name, Output<string> DeadLetterName)
{
    /// <summary>The name of the queue of events that could not be put into the queue.</summary>
    public required Output<string> UndeliveredName { get; init; }
}
