using System.Diagnostics;
using System.Diagnostics.Metrics;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline;

/// <summary>Where the platform's traces and metrics come from.</summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Vignette";

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    private static readonly Counter<long> Tasks = Meter.CreateCounter<long>("vignette.tasks", "{delivery}", "Deliveries handled, by task and outcome.");

    private static readonly Histogram<double> TaskDuration = Meter.CreateHistogram<double>("vignette.task.duration", "s", "How long a delivery took, by task and outcome.");

    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>("vignette.uploads", "{file}", "Files that came, by what became of them.");

    private static readonly Gauge<long> QueueMessages = Meter.CreateGauge<long>("vignette.queue.messages", "{message}", "Messages in a queue, by state.");

    /// <summary>Carries on the trace that the upload began, where there is one.</summary>
    internal static Activity? StartTask(TaskKind task, ImageRecord image)
    {
        var upload = image.CorrelationId is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower)
            ? new ActivityContext(ActivityTraceId.CreateFromString(id), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true)
            : default;
        return Activities.StartActivity(ActivityKind.Consumer, upload, [new("vignette.image.id", image.Id.ToString())], name: $"{NameOf(task)} task");
    }

    internal static void Describe(Activity? activity, TaskOutcome outcome)
    {
        activity?.SetTag("vignette.outcome", NameOf(outcome));
        if (outcome is TaskOutcome.Failed or TaskOutcome.GaveUp or TaskOutcome.Retry { Uncounted: false })
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    internal static void TaskEnded(TaskKind task, TaskOutcome outcome, TimeSpan took)
    {
        var tags = new TagList { { "task", NameOf(task) }, { "outcome", NameOf(outcome) } };
        Tasks.Add(1, tags);
        TaskDuration.Record(took.TotalSeconds, tags);
    }

    internal static void FileCame(IntakeResult result) => Uploads.Add(1, new KeyValuePair<string, object?>("outcome", result switch
    {
        IntakeResult.Rejected { Kind: RejectionKind.Empty } => "empty",
        IntakeResult.Rejected { Kind: RejectionKind.TooLarge } => "too_large",
        IntakeResult.Rejected => "not_an_image",
        _ => "accepted",
    }));

    internal static void QueuesAre(IReadOnlyDictionary<string, QueueDepth> depths)
    {
        foreach (var (queue, depth) in depths)
        {
            Record(queue, "waiting", depth.Waiting);
            Record(queue, "in_flight", depth.InFlight);
            Record(queue, "dead", depth.Dead);
        }

        static void Record(string queue, string state, long count) =>
            QueueMessages.Record(count, new("queue", queue), new KeyValuePair<string, object?>("state", state));
    }

    private static string NameOf(TaskKind task) => task switch
    {
        TaskKind.Thumbnail => "thumbnail",
        TaskKind.Caption => "caption",
        TaskKind.Publish => "publish",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    private static string NameOf(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Completed => "completed",
        TaskOutcome.Dropped => "dropped",
        TaskOutcome.Failed => "failed",
        TaskOutcome.Retry => "retry",
        TaskOutcome.GaveUp => "gave_up",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
