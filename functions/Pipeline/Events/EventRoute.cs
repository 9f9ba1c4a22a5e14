using Vignette.Pipeline.Objects;
using Vignette.Schema;

namespace Vignette.Pipeline.Events;

/// <summary>Which events go to which task, and how they are tried: a rule, its queue and the queue's redrive policy in one.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Task">What is done with the events.</param>
/// <param name="Pattern">Which events.</param>
/// <param name="MaxAttempts">The tries before a message is a dead letter, at least 1.</param>
/// <param name="Timeout">How long one try may take: on one machine the queue's visibility timeout, on AWS the function's timeout.</param>
public sealed record EventRoute(string Queue, TaskKind Task, EventPattern Pattern, int MaxAttempts, TimeSpan Timeout)
{
    /// <param name="originals">The bucket each of whose objects has a thumbnail and a caption.</param>
    /// <param name="renditions">The bucket in which approvals are announced, which are then published.</param>
    public static IReadOnlyList<EventRoute> Defaults(string originals, string renditions)
    {
        var everything = EventPattern.ObjectCreated(originals);
        return
        [
            new EventRoute("thumbnail", TaskKind.Thumbnail, everything, 10, TimeSpan.FromSeconds(60)),
            new EventRoute("caption", TaskKind.Caption, everything, 10, TimeSpan.FromSeconds(120)),
            new EventRoute("publish", TaskKind.Publish, EventPattern.ObjectCreated(renditions, ObjectKeys.ReviewsPrefix), 10, TimeSpan.FromSeconds(60)),
        ];
    }
}
